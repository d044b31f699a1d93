"""Two agents change one record: nothing of either is lost, and nobody is asked what can be told."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, Stored, open_desk

from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.erasing import Erasing
from contacts_tui.services.opening import Services, open_services
from contacts_tui.ui.screens import sheet

TO_BOB = ("down", "down", "down", "enter")


def elsewhere(path: Path, work: Callable[[Services], object]) -> None:
    """Let dana work at another desk."""
    services = open_services(path, agent="dana")
    work(services)
    services.close()


def change(path: Path, **fields: object) -> None:
    """Let dana change Bob Ray."""

    def work(services: Services) -> None:
        page = services.accounts.page(1)
        bob = next(contact for contact in page.contacts if contact.last_name == "Ray")
        services.contacts.update(page.account, bob, replace(ContactDraft.of(bob), **fields))

    elsewhere(path, work)


def delete(path: Path, *, also: Callable[[Services, Contact], object] = lambda _services, _bob: None) -> None:
    """Let dana delete Bob Ray."""

    def work(services: Services) -> None:
        bob = next(contact for contact in services.accounts.page(1).contacts if contact.last_name == "Ray")
        services.contacts.delete(bob)
        also(services, bob)

    elsewhere(path, work)


def bob(desk: Desk) -> Stored:
    return desk.contacts()[3]


async def test_different_fields_of_one_contact_both_survive(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob")
        change(office, phones=("416 967 5555",), contact_type=ContactType.AUTODIALER)
        await desk.press("enter")
        assert bob(desk) == Stored("AutoDialer", "Rob", "Ray", ("416 967 5555",), ("bob@example.com",))
        assert desk.said == "Saved Rob Ray, AutoDialer. dana's Phone, Contact Type came in."
        assert [(c.agent, c.after) for c in desk.changes()][1] == ("mona", {"first_name": "Rob"})


async def test_the_same_change_of_both_is_written_once_and_not_asked_about(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob")
        change(office, first_name="Rob")
        await desk.press("enter")
        assert desk.said == "Rob Ray, Alternate is as it was."
        assert [c.agent for c in desk.changes()] == ["dana"]


@pytest.mark.parametrize(("key", "wanted"), [("1", "Rob"), ("2", "Bobby")])
async def test_where_both_changed_a_field_the_agent_chooses(office: Path, key: str, wanted: str):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob", "tab", *"Raye")
        change(office, first_name="Bobby", emails=("ray@example.com",))
        await desk.press("enter")
        assert desk.screen_name == "ConflictQuestion"
        assert "dana saved this contact 0 s ago: nothing of yours is written yet" in desk.words
        assert desk.line_of("First Name").split() == [">First", "Name", "Rob", "Bobby", "Bob"]
        assert desk.line_of("Last Name").endswith("only you changed it: kept")
        assert desk.line_of("ray@example").endswith("only dana changed it: comes in")
        await desk.press("enter")
        assert (desk.screen_name, "choose 1, yours, or 2, dana's" in desk.words) == ("ConflictQuestion", True)
        assert [c.agent for c in desk.changes()] == ["dana"]
        await desk.press(key, "enter")
        assert bob(desk) == Stored("Alternate", wanted, "Raye", ("416 967 2222",), ("ray@example.com",))
        chosen = " Yours instead of dana's: First Name." if key == "1" else ""
        came = "Email" if key == "1" else "First Name, Email"
        assert desk.said == f"Saved {wanted} Raye, Alternate. dana's {came} came in.{chosen}"


async def test_where_only_theirs_is_taken_it_is_said_that_nothing_of_mine_was_saved(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob")
        change(office, first_name="Bobby")
        await desk.press("enter")
        await desk.press("2", "enter")
        assert bob(desk).first_name == "Bobby"
        assert desk.said == "Nothing of yours was saved: dana's First Name came in."


async def test_a_version_is_chosen_and_saved_by_mouse(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob")
        change(office, first_name="Bobby")
        await desk.press("enter")
        await desk.click("Bobby")
        assert "> Bobby" in desk.text
        await desk.click("Rob ")
        assert "> Rob " in desk.text
        await desk.click(" saves")
        assert bob(desk).first_name == "Rob"


async def test_back_from_the_question_everything_is_as_it_was_typed(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob")
        change(office, first_name="Bobby", last_name="Rayburn")
        await desk.press("enter")
        await desk.press("2", "escape")
        assert (desk.screen_name, desk.value) == ("ContactForm", "Rob")
        assert "Rayburn" not in desk.text
        assert "as you did: saving asks which stays, and brings in Last Name." in desk.words
        await desk.press("enter")
        assert "> " not in desk.line_of("First Name")
        await desk.press("2", "enter")
        assert bob(desk).first_name == "Bobby"


async def test_keys_typed_ahead_never_choose_unseen(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob")
        change(office, first_name="Bobby")
        await desk.press("enter", "enter", "enter")
        assert desk.screen_name == "ConflictQuestion"
        assert bob(desk).first_name == "Bobby"


@pytest.mark.parametrize("ahead", ["1", "2", "4161"])
async def test_the_number_of_the_next_caller_answers_no_question_that_was_not_seen(office: Path, ahead: str):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob")
        change(office, first_name="Bobby")
        await desk.press("enter", *ahead, "enter")
        assert (desk.screen_name, bob(desk).first_name) == ("ConflictQuestion", "Bobby")
        assert "> " not in desk.line_of("First Name")
        change(office, first_name="Bert")
        await desk.press("1", "enter", "2", "enter")
        assert (desk.screen_name, bob(desk).first_name) == ("ConflictQuestion", "Bert")
        assert "> " not in desk.line_of("First Name")
        await desk.press("1", "enter", "d")
        assert bob(desk).first_name == "Rob"
        assert "Delete" in desk.words


@pytest.mark.parametrize("ahead", ["d", "r"])
async def test_what_was_typed_is_neither_dropped_nor_restored_unseen(office: Path, ahead: str):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob")
        delete(office)
        await desk.press("enter", ahead)
        assert "dana deleted this contact, Bob Ray" in desk.words
        await desk.press("escape")
        assert (desk.screen_name, desk.value) == ("ContactForm", "Rob")
        assert [c.action for c in desk.changes()] == ["deleted"]


async def test_what_comes_of_both_is_checked_as_a_whole(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, "tab", "tab", "tab", "tab", "6")
        change(office, phones=())
        await desk.press("enter")
        assert "AutoDialer needs a phone" in desk.words
        assert (desk.screen_name, desk.field) == ("ContactForm", "phones-0")
        assert bob(desk).contact_type == "Alternate"
        await desk.press(*"416 967 3333", "enter")
        assert bob(desk) == Stored("AutoDialer", "Bob", "Ray", ("416 967 3333",), ("bob@example.com",))


async def test_a_third_change_is_met_in_the_same_way(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob")
        change(office, first_name="Bobby")
        await desk.press("enter")
        await desk.press("1")
        change(office, first_name="Bert", last_name="Raye")
        await desk.press("enter")
        assert desk.screen_name == "ConflictQuestion"
        assert desk.line_of("First Name").split() == [">First", "Name", "Rob", "Bert", "Bobby"]
        await desk.press("1", "enter")
        assert (bob(desk).first_name, bob(desk).last_name) == ("Rob", "Raye")


@pytest.mark.parametrize("key", ["r", "d", "escape"])
async def test_what_was_typed_over_a_deleted_contact_restores_it_or_is_dropped(office: Path, key: str):
    async with open_desk(office) as desk:
        [contact_id] = [row["id"] for row in desk.rows("SELECT id FROM contact WHERE last_name = 'Ray'")]
        await desk.press(*TO_BOB, *"Rob")
        delete(office)
        await desk.press("enter")
        assert "dana deleted this contact, Bob Ray" in desk.words
        await desk.press(key)
        there = desk.rows("SELECT * FROM contact WHERE last_name = 'Ray' AND deleted_at IS NULL")
        if key == "r":
            assert [(row["id"], row["first_name"]) for row in there] == [(contact_id, "Rob")]
            assert [(c.action, c.agent) for c in desk.changes()][1:] == [("restored", "mona"), ("updated", "mona")]
            await desk.press("u")
            assert not desk.rows("SELECT 1 FROM contact WHERE last_name = 'Ray' AND deleted_at IS NULL")
        else:
            assert (there, desk.screen_name) == ([], "ContactForm" if key == "escape" else "ContactsPage")


async def test_a_form_says_so_when_its_record_was_changed(office: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheet, "TYPING_RESTS", 0.05)
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Ro")
        change(office, last_name="Raye")
        await desk.press("b")
        await desk.wait_until(lambda: "Last Name. Saving brings both together." in desk.words, "nothing is said")
        assert desk.value == "Rob"


async def test_a_form_says_so_when_somebody_changed_the_same_field(office: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheet, "TYPING_RESTS", 0.05)
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Ro")
        change(office, first_name="Bobby")
        await desk.press("b")
        await desk.wait_until(lambda: "as you did: saving asks which stays." in desk.words, "nothing is said")
        assert re.search(r"dana changed First Name at \d\d:\d\d, as you did", desk.words)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 40)])
async def test_long_values_are_seen_whole_at_every_size(office: Path, size: tuple[int, int]):
    mine, theirs = f"{'m' * 30}@example.com", f"{'t' * 30}@example.com"
    async with open_desk(office, size=size) as desk:
        await desk.press(*TO_BOB, "tab", "tab", "tab", *mine)
        change(office, emails=(theirs,))
        await desk.press("enter", "enter")
        seen = desk.words.replace(" ", "")
        if size[1] > 12:
            assert mine in seen
            assert theirs in seen
        await desk.press("2", "enter")
        assert bob(desk).emails == (theirs,)


async def test_text_from_people_is_only_text(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"[b]x")
        change(office, first_name="[@click=app.quit]y")
        await desk.press("enter")
        assert "[b]x" in desk.text
        assert "[@click=app.quit]y" in desk.text
        await desk.press("2", "enter")
        assert bob(desk).first_name == "[@click=app.quit]y"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
async def test_the_field_under_the_cursor_is_marked_and_has_the_terminals_cursor(office: Path, size: tuple[int, int]):
    async with open_desk(office, size=size) as desk:
        await desk.press(*TO_BOB, *"Rob", "tab", *"Raye")
        change(office, first_name="Bobby", last_name="Rayburn")
        await desk.press("enter")
        for keys, label in (((), "First Name"), (("down",), "Last Name"), (("tab",), "First Name")):
            await desk.press(*keys)
            assert [line.strip(" │").startswith(f">{label}") for line in desk.lines].count(True) == 1
            assert desk.app.cursor_position.y == desk.row_of(f">{label}")


@pytest.mark.parametrize(("size", "button"), [((80, 24), "[ SAVE ]"), ((60, 20), "[ SAVE ]"), ((40, 12), "[SAVE]")])
async def test_the_buttons_are_there_at_every_size(office: Path, size: tuple[int, int], button: str):
    async with open_desk(office, size=size) as desk:
        await desk.press(*TO_BOB, *"Rob")
        change(office, first_name="Bobby")
        await desk.press("enter")
        await desk.click(button.replace("SAVE", "BACK"))
        assert (desk.screen_name, desk.value) == ("ContactForm", "Rob")
        await desk.press("enter")
        await desk.press("1")
        await desk.click(button)
        assert bob(desk).first_name == "Rob"


async def test_over_a_contact_that_was_moved_it_is_said_where_to(several: Path):
    async with open_desk(several, account="2001") as desk:

        def move(services: Services) -> None:
            bob = next(contact for contact in services.accounts.page(1).contacts if contact.last_name == "Ray")
            services.moving.carry_out(services.moving.review("move", [bob], 2))

        await desk.press(*TO_BOB, *"Rob")
        elsewhere(several, move)
        await desk.press("enter")
        assert "dana moved this contact, Bob Ray, to Lake Marina 2002" in desk.words
        assert "r restore it here, too" in desk.words
        await desk.press("d")
        assert len(desk.rows("SELECT 1 FROM contact WHERE last_name = 'Ray' AND deleted_at IS NULL")) == 1


@pytest.mark.parametrize("gone", ["erased", "purged"])
async def test_over_a_contact_that_is_gone_for_good_nothing_is_offered_that_cannot_be(office: Path, gone: str):
    def erase(services: Services, bob: Contact) -> None:
        Erasing(services.database, "dana").erase([bob])

    def purge(services: Services, _bob: Contact) -> None:
        while services.purging.some(0).all:
            pass

    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob")
        delete(office, also=erase if gone == "erased" else purge)
        await desk.press("enter")
        assert f"dana {gone} this contact" in desk.words
        assert "restore" not in desk.words.partition("nothing of yours")[2].partition("f Find")[0]
        await desk.press("r", "escape")
        assert desk.screen_name == "ContactForm"
