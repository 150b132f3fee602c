"""What moves in films, beside how they look: for which clips, and how much is read."""

from agent.records import Branch, Modality, Plan, Profile

INPUT, FEATURES = "motion", "flat"
LOOKS = "looks"
"""What the features of single frames are called beside those of what moves."""
VOLUMES = ("dicom", "nifti")
"""Formats whose frames lie side by side in a body, and don't follow each other."""
FRAMES, FEWEST = 64, 8
"""Frames that are read of a clip, and that it has at least for something to move."""
SIDES, BRIEF = (96, 32), 16
"""Of a frame at most and at least, in pixels; frames at least, where clips are many. On
bees before hives (5 folds by hive; the mean absolute error of trees is 1.70 by looks)
0.71 at 96 pixels, 0.74 at 64, 1.25 at 32; 1.0 with each second frame."""
WORK = 6e8
"""Pixels of all frames of all clips that are looked at: some 25 seconds of one CPU."""


def sizes(modality: Modality, profile: Profile) -> dict | None:
    """`frames` and `side` of what is read of each clip, as large as its own and as
    `WORK` allows; None where nothing moves, or clips are too many."""
    inside = [c for c in profile.columns if c.name in modality.columns]
    length, *plane = profile.shapes.get(modality.name, (0,))
    volumes = any(set(c.formats) & set(VOLUMES) for c in inside)
    if modality.kind != "video" or length < FEWEST or len(plane) < 2 or volumes:
        return None
    clips = (profile.rows + profile.given) * len(modality.columns)
    frames, (largest, least) = min(FRAMES, length), SIDES
    frames = min(frames, int(WORK / clips / least**2))
    if frames < min(BRIEF, length):
        return None
    side = min(largest, max(plane[:2]), int((WORK / clips / frames) ** 0.5))
    most = FRAMES if frames == min(FRAMES, length) else frames
    return {"frames": most, "side": max(least, side // 8 * 8)}


def way(modality: Modality, profile: Profile) -> tuple[str, str] | None:
    """Input and features of what moves, where something may."""
    return None if sizes(modality, profile) is None else (INPUT, FEATURES)


def looks(plan: Plan) -> bool:
    """Whether a classical plan has features of how films look beside what moves."""
    return any(b.view == LOOKS for b in plan.branches)


def alone(plan: Plan) -> Plan:
    """`plan` without how films look: of few films, what moves may say more without."""
    if not looks(plan):
        return plan
    update = {
        "branches": tuple(b for b in plan.branches if b.view != LOOKS),
        "name": f"{plan.name}, motion",
        "reason": f"of films only what moves, by {plan.head.block.replace('_', ' ')}",
    }
    return plan.model_copy(update=update)


def same(one: Branch, other: Branch) -> bool:
    """Whether two ways in give the same."""
    return one.model_copy(update={"view": other.view}) == other
