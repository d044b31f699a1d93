import time
from desk import open_desk
async def test_it(office):
    async with open_desk(office) as desk:
        for what in (["a"], list("x"*100), ["tab"], list("y"*10), ["escape"], ["d"], ["escape"]):
            t = time.monotonic(); c=time.process_time(); await desk.press(*what); print(what[0], len(what), f"{time.monotonic()-t:.3f} cpu {time.process_time()-c:.3f}")
