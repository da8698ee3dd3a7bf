"""Keys: derived as the standard says, apart from each other, and never shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sync.faults import Damaged, NewerFormat, UnknownKey
from app.sync.identity import Identity, device_id, new_stream, owns_stream
from app.sync.keys import SiteKeys, derived, digest, new_epoch, new_key
from app.sync.site import SITE_BYTES, make_site, read_site
from app.sync.spoken import LETTERS, grouped, new_code, plain_code, spell, unspell

SEED = bytes(range(32))
key = st.binary(min_size=32, max_size=32)


def test_keys_are_derived_as_the_standard_does() -> None:
    # RFC 5869, test case 3 (no salt, no info).
    expected = (
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    )  # fmt: skip
    assert derived(b"\x0b" * 22, "", 42).hex() == expected


@given(key, key)
def test_every_use_and_every_epoch_has_a_key_of_its_own(first: bytes, second: bytes) -> None:
    keys = SiteKeys({1: first, 70000: second})
    made = {keys.blob_id_key(), keys.roster_key(), keys.segment_key(1), keys.blob_key(1)}
    assert len(made) == 4
    assert first not in made
    if first != second:
        assert keys.segment_key(70000) not in made
        assert keys.blob_key(70000) not in made
    assert keys.newest == 70000


def test_a_key_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownKey) as caught:
        SiteKeys({1: SEED}).segment_key(2)
    assert caught.value.epoch == 2
    with pytest.raises(UnknownKey):
        _ = SiteKeys({}).newest


@given(st.integers(1, (1 << 32) - (1 << 16) - 1))
def test_epochs_go_up_and_two_begun_at_once_differ(newest: int) -> None:
    found = {new_epoch(newest) for _ in range(20)}
    assert all(newest < number < 1 << 32 for number in found)
    assert len(found) > 1


def test_epochs_end() -> None:
    with pytest.raises(ValueError, match="epoch"):
        new_epoch((1 << 32) - 1)


@given(st.binary(), st.binary())
def test_what_is_digested_cannot_be_shifted(first: bytes, second: bytes) -> None:
    if second:
        assert digest("a", first, second) != digest("a", first + second[:1], second[1:])
    assert digest("a", first) != digest("b", first)


def test_an_identity_survives_its_store_and_shows_nothing() -> None:
    one = Identity.new(b"s" * 16, {1: new_key(), 65540: new_key()}, new_key())
    other = Identity.new(b"s" * 16, {1: new_key()})
    for identity in (one, other):
        assert Identity.from_secret(identity.to_secret()) == identity
        shown = repr(identity) + repr(identity.keys)
        for secret in (identity.sign_seed, identity.box_seed, *identity.epochs.values()):
            assert secret.hex() not in shown
            assert repr(secret) not in shown
    assert one.device == device_id(one.verify_key) != other.device


@given(st.data())
def test_a_damaged_identity_is_never_half_an_identity(data: st.DataObject) -> None:
    identity = Identity(b"s" * 16, SEED, SEED, {1: SEED}, SEED)
    text = identity.to_secret()
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.sampled_from(["", "A", "!", "é", text[at:] * 2])) + text[at + 1 :]
    try:
        found = Identity.from_secret(changed)
    except Damaged:
        return
    assert len(found.site) == 16
    assert all(len(seed) == 32 for seed in (found.sign_seed, found.box_seed, *found.epochs.values()))


@pytest.mark.parametrize("text", ["", "1.", "2.AAAA", "1.gA==", "1.!!!!", "1.wA=="])
def test_what_is_no_identity_is_refused(text: str) -> None:
    with pytest.raises(Damaged):
        Identity.from_secret(text)


def test_further_keys_come_in_and_the_offices_key_comes_and_goes() -> None:
    identity = Identity.new(b"s" * 16, {1: SEED})
    more = identity.with_epochs({2: bytes(32)})
    assert more.epochs == {1: SEED, 2: bytes(32)}
    assert identity.epochs == {1: SEED}
    assert more.with_admin(SEED).admin_key is not None
    assert more.with_admin(None).admin_key is None


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_a_stream_belongs_to_the_device_it_was_made_for(one: bytes, other: bytes) -> None:
    stream = new_stream(one)
    assert owns_stream(one, stream)
    assert owns_stream(other, stream) == (one == other)
    assert not owns_stream(one, stream[:-1])


def test_the_site_is_the_same_whenever_it_is_made_and_names_its_key() -> None:
    site = make_site(SEED)
    assert make_site(SEED) == site
    assert read_site(site.data) == site
    assert make_site(bytes(32)).id != site.id


@given(st.integers(0, SITE_BYTES - 1), st.integers(1, 255))
def test_an_altered_site_is_not_ours(at: int, flip: int) -> None:
    data = bytearray(make_site(SEED).data)
    data[at] ^= flip
    with pytest.raises((Damaged, NewerFormat)):
        read_site(bytes(data))


@given(st.integers(0, SITE_BYTES * 2).filter(lambda length: length != SITE_BYTES))
def test_a_site_of_another_length_is_not_ours(length: int) -> None:
    with pytest.raises(Damaged):
        read_site((make_site(SEED).data * 2)[:length])


@given(st.binary(max_size=40).filter(lambda data: len(data) % 5 == 0))
def test_bytes_survive_their_letters(data: bytes) -> None:
    assert unspell(spell(data)) == data


@given(st.text(alphabet=LETTERS, min_size=1, max_size=30), st.data())
def test_a_code_is_understood_however_it_is_typed(code: str, data: st.DataObject) -> None:
    alike = {"0": "0OoO０", "1": "1iIlL", "8": "8Bb"}
    typed = "".join(
        data.draw(st.sampled_from([*alike.get(letter, letter + letter.lower())]))
        + data.draw(st.sampled_from(["", " ", "-", " – ", "\n"]))
        for letter in code
    )
    assert plain_code(typed) == code
    assert plain_code(grouped(code, 5)) == code


def test_codes_are_made_of_letters_that_are_not_taken_for_others() -> None:
    assert len(set(LETTERS)) == 32
    assert not set("OILB") & set(LETTERS)
    assert set(new_code(200)) <= set(LETTERS)


def test_incomplete_groups_are_not_spelled() -> None:
    with pytest.raises(ValueError, match="five bytes"):
        spell(b"1234")
    with pytest.raises(ValueError, match="five bytes"):
        unspell("AAAA")
