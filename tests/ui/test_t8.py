from desk import open_desk
from conftest import *
async def test_it(nothing):
    async with open_desk(nothing) as desk:
        await desk.press("A", "tab", *"7000", "enter")
        print(desk.text)
async def test_low(office):
    services = open_services(office, agent="filler")
    account = services.accounts.page(1).account
    for number in range(100):
        services.contacts.add(account, draft(NOTIFICATION, f"Desk {number}", "", email="ann@example.com"))
    services.close()
    async with open_desk(office, size=(40, 12)) as desk:
        await desk.press("E", *"lee@example.com", "enter")
        print(desk.text)
        await desk.resize(60,16)
        print(desk.text)
        await desk.resize(80,24)
        print(desk.text)
        await desk.press("escape", "escape")
        await desk.resize(40,12)
        print(desk.text)
        await desk.press("d", "?", "end", "up")
        print(desk.text)
        await desk.press("d","y")
        print(desk.text)
