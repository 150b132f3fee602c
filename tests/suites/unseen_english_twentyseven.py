"""Twelve more, after the mending for those: 7 of 12 right at the first reading, 3
refused without need, none with another target.
"""

from statement_suite import Case

LIB = (
    "loan_id id; cover_photo image; blurb text; genre category =crime,poetry,kids; reader_age integer "
    "5..95; branch category =main,west; borrowed_on date; pages integer 20..1200; days_kept integer "
    "0..120; returned_late boolean; fine_eur number 0..60; damaged boolean; reader_rating integer 1..5"
)
DINE = (
    "bill id; plate_photo image; kitchen_audio audio; waiter_note text; waiter category =Al,Bo,Cy; "
    "table_no integer 1..40; guests integer 1..12; weekday category =mon,fri,sat; served_at date; "
    "-tip_eur number 0..90; -bill_total_eur number 5..900; -wait_minutes number 0..120; -complained "
    "boolean; -complaint_topic category =cold,slow,rude,none; -mood category =angry,meh,happy"
)
BLOOD = (
    "donor id; vein_photo image; pulse series; questionnaire text; sex category =f,m; age integer "
    "18..70; weight_kg number 45..150; nurse category =N1,N2; donations_so_far integer 0..99; "
    "last_donation date; -haemoglobin number 8..20; -ferritin number 1..400; -fainted boolean; "
    "-comes_back boolean; -days_until_return integer 0..900"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e20-lib-late",
        LIB,
        (
            "Which books come back late? Days kept and the fine obviously give it away, and damage and rating "
            "come later too. F1"
        ),
        target="returned_late",
        kind="binary",
        metric="f1",
        without="days_kept fine_eur damaged reader_rating",
    ),
    Case(
        "e20-lib-genre",
        LIB,
        "tell me the genre from cover and blurb only, 2M params max",
        target="genre",
        kind="multiclass",
        only="cover_photo blurb",
        params=2000000,
    ),
    Case(
        "e20-lib-days",
        LIB,
        "For how long will a reader keep a book? MAE. no fine, no returned late",
        target="days_kept",
        kind="regression",
        metric="mae",
        without="fine_eur returned_late",
    ),
    Case(
        "e20-lib-stars",
        LIB,
        "predict reader rating as an ordinal target, ignroe the branch",
        target="reader_rating",
        kind="ordinal",
        without="branch",
    ),
    Case(
        "e20-dine-tip",
        DINE,
        "how big is the tip going to be, rmse, waiter's name must not go in but his note may",
        target="tip_eur",
        kind="regression",
        metric="rmse",
        without="waiter",
    ),
    Case(
        "e20-dine-topic",
        DINE,
        "When a guest complains, what is it about? Treat all topics alike. Without audio.",
        target="complaint_topic",
        kind="multiclass",
        metric="f1_macro balanced_accuracy recall_macro",
        without="kitchen_audio",
    ),
    Case(
        "e20-dine-mood",
        DINE,
        "mood: angry < meh < happy, plate photo + note, nothing else",
        target="mood",
        kind="ordinal",
        only="plate_photo waiter_note",
        levels="angry meh happy",
    ),
    Case(
        "e20-dine-both",
        DINE,
        (
            "I need both the bill total and the wait in minutes, one model, mean absolute error, table number "
            "excluded"
        ),
        target="bill_total_eur wait_minutes",
        kind="multitarget",
        metric="mae",
        without="table_no",
    ),
    Case(
        "e20-blood-faint",
        BLOOD,
        (
            "Warn us if a donor is going to faint. Better to warn ten too many than to miss one! Nurse is "
            "irrelevant, drop it."
        ),
        target="fainted",
        kind="binary",
        metric="recall f2",
        without="nurse",
    ),
    Case(
        "e20-blood-iron",
        BLOOD,
        "Estimate hemoglobin (g/dl) with 5% and 95% quantiles, not sex",
        target="haemoglobin",
        kind="regression",
        metric="pinball",
        without="sex",
        quantiles=(0.05, 0.95),
    ),
    Case(
        "e20-blood-return",
        BLOOD,
        "Will a donor return? AUC, under 10 ms per donor, ignore weight and age",
        target="comes_back",
        kind="binary",
        metric="roc_auc",
        without="weight_kg age",
        latency=10,
    ),
)
UNCLEAR: tuple[Case, ...] = (
    Case(
        "e20-blood-ask",
        BLOOD,
        "Predict the blood value of a donor, R2",
        ask="haemoglobin ferritin",
    ),
)
KNOWN = {
    "e20-dine-mood": "inputs",
    "e20-dine-both": "refused",
    "e20-blood-return": "refused",
}
