"""What was typed and not saved outlives the program, and is opened again on what stands by then."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, Stored, open_desk

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.services.opening import Services, open_services
from contacts_tui.ui.screens import form

TO_BOB = ("down", "down", "down", "enter")
AT_ONCE = 0.001


@pytest.fixture(autouse=True)
def _kept_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed is on its way to the disk at once."""
    monkeypatch.setattr(form, "KEPT_AFTER", AT_ONCE)


def kept(path: Path) -> list[dict[str, object]]:
    """What was typed into the forms that are kept."""
    files = sorted((path.parent / "drafts").glob("*.json"))
    return [json.loads(file.read_text())["draft"] for file in files]


async def is_kept(desk: Desk, **fields: object) -> None:
    """Wait until a form with such fields is kept."""

    def is_there() -> bool:
        return any(fields.items() <= draft.items() for draft in kept(desk.path))

    await desk.wait_until(is_there, f"{fields} is not kept")


async def nothing_is_kept(desk: Desk) -> None:
    folder = desk.path.parent / "drafts"
    await desk.wait_until(lambda: not folder.exists() or not [*folder.iterdir()], "something is kept")


def elsewhere(path: Path, work: Callable[[Services], object]) -> None:
    """Let dana work at another desk."""
    services = open_services(path, agent="dana")
    work(services)
    services.close()


def of_bob(services: Services) -> Contact:
    return next(contact for contact in services.accounts.page(1).contacts if contact.last_name == "Ray")


def change_bob(path: Path, **fields: object) -> None:
    def work(services: Services) -> None:
        bob = of_bob(services)
        services.contacts.update(services.accounts.page(1).account, bob, replace(ContactDraft.of(bob), **fields))

    elsewhere(path, work)


def delete_account(services: Services) -> None:
    page = services.accounts.page(1)
    services.accounts.delete(page.account, page.contacts)


def bob(desk: Desk) -> Stored:
    return desk.contacts()[3]


async def leave_rob(path: Path) -> None:
    """Type another first name for Bob Ray, and have the program end."""
    async with open_desk(path, account="2001") as desk:
        await desk.press(*TO_BOB, *"Rob")
        await is_kept(desk, first_name="Rob")


async def test_what_was_typed_is_offered_and_saved_after_the_program_has_ended(office: Path):
    await leave_rob(office)
    async with open_desk(office) as desk:
        assert desk.said == "A form with Bob Ray was not saved (14:03): r opens it."
        assert (desk.screen_name, "r Resume" in desk.lines[-1]) == ("ContactsPage", True)
        await desk.press("r")
        assert (desk.screen_name, desk.value) == ("ContactForm", "Rob")
        await desk.press("enter")
        assert desk.said == "Saved Rob Ray, Alternate."
        assert "r Resume" not in desk.lines[-1]
        await nothing_is_kept(desk)


async def test_a_new_contact_with_more_fields_than_usual_comes_back_whole(office: Path):
    async with open_desk(office) as desk:
        await desk.press("a", *"[b]Jo", "tab", "tab", *"416 967 7777", "ctrl+o", *"416 967 8888", "tab", "tab", "5")
        await is_kept(desk, contact_type="Alternate")
    async with open_desk(office) as desk:
        assert desk.said == "A form with [b]Jo was not saved (14:03): r opens it."
        await desk.press("r", "enter")
        assert desk.contacts()[5] == Stored("Alternate", "[b]Jo", "", ("416 967 7777", "416 967 8888"), ())


async def test_what_others_changed_since_comes_in_and_is_said(office: Path):
    await leave_rob(office)
    change_bob(office, emails=("ray@example.com",), phones=())
    async with open_desk(office) as desk:
        await desk.press("r")
        assert "dana saved this contact, Bob Ray," in desk.words
        assert re.search(r", at \d\d:\d\d: Phone, Email came in, what you typed is kept\.", desk.words)
        assert "ray@example.com" in desk.text
        await desk.press("enter")
        assert bob(desk) == Stored("Alternate", "Rob", "Ray", (), ("ray@example.com",))
        assert [c.agent for c in desk.changes()] == ["mona"]


async def test_where_others_changed_the_same_field_the_agent_chooses_on_saving(office: Path):
    await leave_rob(office)
    change_bob(office, first_name="Bobby")
    async with open_desk(office) as desk:
        await desk.press("r")
        await desk.wait_until(lambda: "as you did: saving asks which stays." in desk.words, "it is not said")
        assert desk.value == "Rob"
        await desk.press("enter")
        assert desk.line_of("First Name").split() == [">First", "Name", "Rob", "Bobby", "Bob"]
        await desk.press("1", "enter")
        assert bob(desk).first_name == "Rob"


async def test_a_version_that_came_again_after_a_backup_was_restored_is_not_taken_for_what_was_seen(office: Path):
    backup = office.read_bytes()
    change_bob(office, emails=("ray@example.com",))
    await leave_rob(office)
    office.write_bytes(backup)
    change_bob(office, first_name="Bobby")
    async with open_desk(office) as desk:
        await desk.press("r")
        await desk.wait_until(lambda: "which stays, and brings in Email." in desk.words, "it is not said")
        await desk.press("enter")
        assert desk.line_of("First Name").split() == [">First", "Name", "Rob", "Bobby", "Bob"]
        assert (bob(desk).first_name, desk.changes()) == ("Bobby", [])


async def test_a_contact_that_was_deleted_since_is_restored_on_saving(office: Path):
    await leave_rob(office)
    elsewhere(office, lambda services: services.contacts.delete(of_bob(services)))
    async with open_desk(office) as desk:
        await desk.press("r")
        await desk.wait_until(lambda: "dana deleted this contact, Bob Ray" in desk.words, "it is not said")
        await desk.press("enter")
        await desk.press("r")
        assert bob(desk).first_name == "Rob"


async def test_a_form_of_an_account_that_was_deleted_since_opens_and_stays(several: Path):
    async with open_desk(several, account="2001") as desk:
        await desk.press("a", *"Jo")
        await is_kept(desk, first_name="Jo")
    elsewhere(several, delete_account)
    async with open_desk(several, account="2002") as desk:
        await desk.press("r")
        assert "Account Hill Dental 2001 cannot be shown: it may be deleted." in desk.words
        assert desk.value == "Jo"
        await desk.press("tab", "tab", *"416 967 7777", "tab", "tab", "5", "enter")
        assert "dana deleted this account, Hill Dental" in desk.words
        await desk.press("escape", "p")
        assert desk.said.startswith("Parked.")
    async with open_desk(several, account="2002") as desk:
        assert desk.said == "A form with Jo was parked (14:03): r opens it."
        await desk.press("r", "escape", "d")
        await nothing_is_kept(desk)
        assert desk.changes() == []


async def test_a_form_of_another_account_opens_that_account_first(several: Path):
    await leave_rob(several)
    async with open_desk(several) as desk:
        assert desk.screen_name == "FindScreen"
        await desk.press(*"marina", "enter")
        assert desk.said == "A form with Bob Ray was not saved (14:03): r opens it."
        await desk.press("r", "enter")
        assert "Hill Dental" in desk.lines[0]
        assert bob(desk).first_name == "Rob"


async def test_the_newest_form_comes_back_first_and_parked_ones_are_files_too(office: Path):
    async with open_desk(office) as desk:
        await desk.press("a", *"Jo", "escape", "p", "a", *"Al", "escape", "p")
        assert desk.said == "2 forms are parked: r on the page opens the last one."
    async with open_desk(office) as desk:
        assert desk.said == "2 forms were not saved: r opens the last, with Al (14:03)."
        await desk.press("r")
        assert desk.value == "Al"
        await desk.press("escape", "d", "r")
        assert desk.value == "Jo"
        await desk.press("escape", "p")
        await is_kept(desk, first_name="Jo")
    async with open_desk(office) as desk:
        assert desk.said == "A form with Jo was parked (14:03): r opens it."


async def test_every_kind_of_form_comes_back_whole(billed: Path):
    kinds = (
        (("A", *"Ltd "), "AccountForm"),
        (("b", "a", "1", "tab", *"VISA"), "AutoPayForm"),
        (("b", "b", "P", *"12"), "PaymentForm"),
        (("b", "b", "B", *"X-1", *["tab"] * 6, *"Line 1.00", "ctrl+o", *"Line 2.00"), "BillForm"),
        (("b", "b", "e", "home", *"1"), "PaymentForm"),
    )
    forms = []
    async with open_desk(billed) as desk:
        for keys, name in kinds:
            await desk.press(*keys)
            forms.append((name, desk.app.screen.draft, desk.app.screen.before))
            await desk.press("escape", "p", *(["escape"] if keys[1] == "b" else []))
            assert desk.screen_name == "ContactsPage"
    async with open_desk(billed) as desk:
        assert desk.said == "5 forms were not saved: r opens the last, with a payment of Hill Dental 2001 (14:03)."
        for form_before in reversed(forms):
            await desk.press("r")
            assert (desk.screen_name, desk.app.screen.draft, desk.app.screen.before) == form_before
            await desk.press("escape", "d")
        await nothing_is_kept(desk)
        assert desk.changes() == []


async def test_a_form_to_read_only_or_for_another_database_is_not_offered_and_not_lost(office: Path, tmp_path: Path):
    await leave_rob(office)
    other = tmp_path / "other.db"
    other.write_bytes(office.read_bytes())
    for path, read_only in ((office, True), (other, False)):
        async with open_desk(path, read_only=read_only) as desk:
            assert desk.said == ""
    assert len(kept(office)) == 1


async def test_what_a_running_program_has_open_is_not_offered_in_a_second_one(office: Path):
    async with open_desk(office) as one:
        await one.press(*TO_BOB, *"Rob")
        await is_kept(one, first_name="Rob")
        async with open_desk(office) as other:
            assert other.said == ""
            await other.press("r")
            assert other.said == "No form is parked."


async def test_of_two_programs_that_are_offered_a_form_one_opens_it(office: Path):
    await leave_rob(office)
    async with open_desk(office) as one, open_desk(office) as other:
        await one.press("r")
        await other.press("r")
        assert (one.value, other.said) == ("Rob", "Another window has opened this form meanwhile.")


async def test_nothing_is_kept_of_what_was_offered_taken_back_discarded_or_saved(office: Path):
    async with open_desk(office) as desk:
        await desk.press("f", *"416 967 9999", "enter", *"Hill", "enter")
        await desk.press("a")
        assert "(416) 967-9999" in desk.text
        await nothing_is_kept(desk)
        await desk.press(*"J")
        await is_kept(desk, first_name="J")
        await desk.press("backspace")
        await nothing_is_kept(desk)
        await desk.press(*"Jo")
        await is_kept(desk, first_name="Jo")
        await desk.press("escape", "d")
        await nothing_is_kept(desk)
        await desk.press("escape", "a", *"Jo", "tab", "tab", *"416 967 7777", "tab", "tab", "5", "enter")
        assert "Saved Jo" in desk.said
        await nothing_is_kept(desk)


async def test_a_card_number_is_never_kept_and_takes_with_it_what_was(billed: Path):
    card = "4111 1111 1111 1111"
    async with open_desk(billed) as desk:
        await desk.press("b", "b", "P", *"12")
        await is_kept(desk, amount="12")
        await desk.press("tab", "tab", "tab")
        await desk.paste(card)
        await nothing_is_kept(desk)
        await desk.press("ctrl+q")
        assert "It holds a card number, which is not kept. Leave?" in desk.words
        assert "y leave, and lose what was typed" in desk.words
        await desk.press("n")
        await desk.retype("1111")
        await is_kept(desk, reference="1111")


async def test_a_disk_that_takes_no_draft_is_told_of_quietly_and_stops_nothing(office: Path):
    folder = office.parent / "drafts"
    folder.touch()
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Ro")
        await desk.wait_until(lambda: "What you type is not kept beside this window" in desk.words, "nothing is said")
        await desk.press("b", "ctrl+q")
        assert "A form was changed and is not saved. What you type is not kept beside this window" in desk.words
        assert "y leave, and lose what was typed" in desk.words
        await desk.press("n", "escape", "p")
        assert desk.said.startswith("Parked, but only until the program ends. What you type is not kept")
        folder.unlink()
        await desk.press("r", *"erto")
        await is_kept(desk, first_name="erto")
        await desk.wait_until(lambda: "not kept" not in desk.words, "it is still said")
        await desk.press("enter")
        assert bob(desk).first_name == "erto"


async def test_leaving_keeps_what_is_open_and_says_so(office: Path):
    async with open_desk(office) as desk:
        await desk.press(*TO_BOB, *"Rob", "ctrl+q")
        assert "y leave: it is kept, r opens it at the next start" in desk.words
        await desk.press("y")
        assert desk.has_left
    async with open_desk(office) as desk:
        assert desk.said == "A form with Bob Ray was not saved (14:03): r opens it."
        await desk.press("q")
        assert desk.has_left
    assert len(kept(office)) == 1


async def test_files_that_are_no_drafts_are_told_of_and_kept(office: Path):
    await leave_rob(office)
    folder = office.parent / "drafts"
    [file] = folder.glob("*.json")
    newer = json.loads(file.read_text()) | {"version": 99}
    (folder / "newer.json").write_text(json.dumps(newer))
    (folder / "newer.json").chmod(0o600)
    (folder / "odd.json").write_bytes(b"[/b]\x1b]0;owned\x07")
    (folder / "odd.json").chmod(0o600)
    file.chmod(0o644)
    async with open_desk(office) as desk:
        assert "A form that a newer contacts-tui has kept" in desk.said
        assert "It is damaged, or no contacts-tui has written it." in desk.app.screen.view.said
        assert "Others could have read or written it." in desk.app.screen.view.said
        await desk.press("r")
        assert desk.said == "No form is parked."
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ("newer.json", "odd.json.aside", f"{file.name}.aside")
    )


async def test_an_account_that_is_another_one_by_now_is_pointed_out(office: Path):
    async with open_desk(office) as desk:
        await desk.press("a", *"Jo")
        await is_kept(desk, first_name="Jo")

    def rename(services: Services) -> None:
        services.accounts.update(services.accounts.page(1).account, AccountDraft(name="Mill Cafe", number="7"))

    elsewhere(office, rename)
    async with open_desk(office) as desk:
        await desk.press("r")
        assert "This account is Mill Cafe 7 by now, it was Hill Dental 2001" in desk.words


async def test_what_was_typed_in_another_locale_is_pointed_out_and_its_dates_are_not_misread(portal: Path):
    async with open_desk(portal) as desk:
        await desk.press("A", *"Maneba Ltd")
        await is_kept(desk, name="Maneba Ltd", since="1/16/2001")
    [file] = (portal.parent / "drafts").glob("*.json")
    form = json.loads(file.read_text())
    form["draft"]["since"] = form["opened"]["since"] = "16.01.2001"
    form["typed"] |= {"locale": "de_DE", "agent": "dana"}
    file.write_text(json.dumps(form))
    async with open_desk(portal) as desk:
        assert desk.said == "A form with MANEBA 11111 was not saved (14:03, dana): r opens it."
        await desk.press("r")
        assert "It was typed as de_DE writes dates and amounts: look them over." in desk.words
        assert "1/16/2001" in desk.text
        await desk.press("enter")
        assert [(c.agent, c.after) for c in desk.changes()] == [("mona", {"name": "Maneba Ltd"})]


async def test_at_40_by_12_what_becomes_of_a_form_can_be_read_whole(office: Path):
    async with open_desk(office, size=(40, 12)) as desk:
        await desk.press(*TO_BOB, *"Rob", "escape")
        assert "p  park it: r on the page opens it" in desk.text
