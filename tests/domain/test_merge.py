"""Of what two people changed, both survive, field by field; only where both changed the same has one to choose."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from contacts_tui.domain.merge import merged

VALUES = some.lists(some.sampled_from("ab"), max_size=2).map(tuple)
Record = dict[str, tuple[str, ...]]
RECORDS = some.fixed_dictionaries({"phones": VALUES, "emails": VALUES, "contact_type": VALUES})


@given(before=RECORDS, mine=RECORDS, theirs=RECORDS)
def test_what_one_of_them_changed_survives_and_what_both_changed_is_asked_about(
    before: Record, mine: Record, theirs: Record
):
    found = {one.name: one for one in merged(before, mine, theirs)}
    for name in before:
        if mine[name] == theirs[name] == before[name]:
            assert name not in found
        elif mine[name] == before[name]:
            assert (found[name].is_clash, found[name].outcome) == (False, theirs[name])
        elif theirs[name] in {before[name], mine[name]}:
            assert (found[name].is_clash, found[name].outcome) == (False, mine[name])
        else:
            assert found[name].is_clash
            assert replace(found[name], taken="theirs").outcome == theirs[name]
            assert replace(found[name], taken="mine").outcome == mine[name]


@given(before=RECORDS, mine=RECORDS)
def test_what_nobody_else_changed_is_mine(before: Record, mine: Record):
    assert all(one.is_mine and not one.is_clash and one.outcome == one.mine for one in merged(before, mine, before))


WHOLE = frozenset({"phones", "emails"})


@given(before=RECORDS, mine=RECORDS, theirs=RECORDS)
def test_what_is_one_thing_is_never_a_mixture_of_what_both_changed(before: Record, mine: Record, theirs: Record):
    found = merged(before, mine, theirs, WHOLE)
    for side, record in (("mine", mine), ("theirs", theirs)):
        outcome = {**before, **{one.name: replace(one, taken=side).outcome for one in found}}
        if all(any(some[name] != before[name] for name in WHOLE) for some in (mine, theirs)):
            assert all(outcome[name] == record[name] for name in WHOLE)
