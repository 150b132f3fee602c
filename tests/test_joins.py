"""Further tables whose keys are spelt or called otherwise than those of the rows."""

from agent.data import tables

ROWS = 20


def put(folder, train: list[str], extra: list[str], key: str = "Nr", name: str = "Nr"):
    lines = [f"{cell},{i % 3}" for i, cell in enumerate(train)]
    (folder / "train.csv").write_text("\n".join([f"{key},y", *lines]) + "\n")
    more = [f"{cell},{i * 10}" for i, cell in enumerate(extra)]
    (folder / "lab.csv").write_text("\n".join([f"{name},weight", *more]) + "\n")
    return tables.read(folder)


def test_keys_are_joined_but_for_their_spelling(tmp_path):
    ours = [f"SW-{i:04}" for i in range(ROWS)]
    theirs = [f"sw {i}" if i % 2 else f"SW{i:03}" for i in range(ROWS)]
    data = put(tmp_path, ours, theirs, name="Inventory no.")
    assert data.labelled["weight"].tolist() == [i * 10 for i in range(ROWS)]
    assert data.labelled["Nr"][3] == "SW-0003"  # as it stands in the first table
    said = "joined by Nr = Inventory no., but for case, spaces, dashes and leading"
    assert said in data.source and f"{ROWS} matched" in data.source


def test_one_spelling_of_all_says_nothing_of_it(tmp_path):
    keys = [f"P-{i}" for i in range(ROWS)]
    assert "joined by Nr, 20 matched" in put(tmp_path, keys, keys).source


def test_no_two_rows_become_one(tmp_path):
    ours = [f"A-{i}" for i in range(1, 10)] + [f"A{i}" for i in range(1, 10)]
    theirs = [f"a{i}" for i in range(1, 10)]
    assert "lab.csv not used" in put(tmp_path, ours, theirs).source
    both = [f"A-{i}" for i in range(1, 19)]  # theirs has two rows for one key
    twice = [f"a{i}" for i in range(1, 19)] + ["a 1"]
    assert "lab.csv not used" in put(tmp_path, both, twice).source


def test_rows_that_are_the_same_in_every_cell_count_once(tmp_path):
    keys = [f"P-{i}" for i in range(ROWS)]
    put(tmp_path, keys, keys)
    with (tmp_path / "lab.csv").open("a") as file:
        file.write("P-3,30\n")
    assert tables.read(tmp_path).labelled["weight"][3] == 30
    with (tmp_path / "lab.csv").open("a") as file:
        file.write("P-3,31\n")  # several lines for one row: summed up
    found = tables.read(tmp_path)
    assert "summed up by Nr" in found.source
    assert found.labelled["lab_count"][3] == 3


def test_small_numbers_and_words_of_another_name_are_known_by_chance(tmp_path):
    ages = [str(20 + i) for i in range(ROWS)]
    assert "lab.csv not used" in put(tmp_path, ages, ages, "age", "ward").source
    words = [f"{chr(97 + i)}la" for i in range(ROWS)]
    assert "lab.csv not used" in put(tmp_path, words, words, "note", "ward").source
    long = [str(480_000 + 7 * i) for i in range(ROWS)]
    assert "joined by part = item" in put(tmp_path, long, long, "part", "item").source
