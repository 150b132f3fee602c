"""The second half of the first statements in English, and those that are unclear."""

from statement_suite import Case

from suites.english import (
    ARM,
    BUS,
    COURSE,
    FIGURES,
    FLAT,
    GALAXY,
    GRID,
    LOAN,
    MATCH,
    PARCEL,
    PUMP,
    REEF,
    SONG,
    TRIAL,
    WELD,
)

SEEN = (
    Case(
        "scrap",
        WELD,
        "scrap or not? from welding current and torque. needs to run on "
        "the line PC's CPU in less than 20ms",
        "scrap",
        "binary",
        latency=20.0,
    ),
    Case(
        "grip",
        ARM,
        "Given wrist camera, joint torques and the point cloud, tell me if "
        "the grip succeeds; don't peek at slip_mm. Balanced accuracy.",
        "grip_success",
        "binary",
        "balanced_accuracy",
        without="slip_mm",
    ),
    Case(
        "slip",
        ARM,
        "slip in mm from torques, minimise the median absolute error",
        "slip_mm",
        "regression",
        "median_ae",
    ),
    Case(
        "genres",
        SONG,
        "assign genres to songs from audio and lyrics. Songs may have "
        "more than one genre. Score: Jaccard.",
        "genres",
        "multilabel",
        "jaccard",
        separator="|",
    ),
    Case(
        "plays",
        SONG,
        "I want to predict plays. Rank correlation is all I care about. "
        "Please no lyrics (licensing).",
        "plays",
        "regression",
        "spearman",
        without="lyrics",
    ),
    Case(
        "sold",
        FLAT,
        "Predict the sold price of each flat from photo, blurb and size; "
        "the asking price is a spoiler, so leave it out. Typical % error.",
        "sold_price",
        "regression",
        "mape",
        without="asking_price",
    ),
    Case(
        "days-listed",
        FLAT,
        "How long will a flat stay listed? target: days_listed. "
        "everything else may be used but sold_price",
        "days_listed",
        "regression",
        without="sold_price",
    ),
    Case(
        "reef-labels",
        REEF,
        "Which of coral, algae and sponge are in the picture? Depth "
        "may help. Hamming loss.",
        "coral algae sponge",
        "multilabel",
        "hamming_loss",
    ),
    Case(
        "bleaching",
        REEF,
        "grade bleaching severity on the scale none, mild, moderate, "
        "severe from photos, depth & temperature; quadratic weighted kappa",
        "bleaching",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="none mild moderate severe",
    ),
    Case(
        "default",
        LOAN,
        "Time to default: months_observed is the follow-up, defaulted "
        "tells if it happened or the loan was censored. Concordance index. The purpose "
        "text may be used.",
        "months_observed defaulted",
        "survival",
        "c_index",
    ),
    Case(
        "default-binary",
        LOAN,
        "will the borrower default (defaulted)? ignore " "months_observed. log-loss",
        "defaulted",
        "binary",
        "log_loss",
        without="months_observed",
    ),
    Case(
        "goals",
        MATCH,
        "Predict the home goals and the away goals from the GPS traces "
        "and whether it rained, R2",
        "home_goals away_goals",
        "multitarget",
        "r2",
    ),
    Case(
        "crowding",
        BUS,
        "how crowded will the bus be (empty < seats < standing < full), "
        "given stop, route and the scheduled time?",
        "crowding",
        "ordinal",
        levels="empty seats standing full",
    ),
    Case(
        "arrival",
        BUS,
        "arrival delay in secs pls, mean abs error, w/o dwell time and " "crowding",
        "arrival_delay_s",
        "regression",
        "mae",
        without="dwell_s crowding",
    ),
    Case(
        "figures",
        FIGURES,
        "find the right caption for a figure, recall@5",
        "caption",
        "retrieval",
        "recall_at_5",
    ),
    Case(
        "pumps",
        PUMP,
        "When will a pump fail? hours_run is the time, failed the event; "
        "from vibration and oil temperature. Max 300 thousand parameters",
        "hours_run failed",
        "survival",
        "c_index",
        params=300_000,
    ),
    Case(
        "response",
        TRIAL,
        "outcome after therapy is in `response`: classify it from MRI, "
        "ECG and age but don't use the patient's sex. Cross entropy.",
        "response",
        "multiclass",
        "log_loss",
        without="sex",
    ),
    Case(
        "blood-pressure",
        TRIAL,
        "systolic and diastolic pressure from the ecg and age, " "mae",
        "systolic diastolic",
        "multitarget",
        "mae",
    ),
    Case(
        "relapse-order",
        TRIAL,
        "response is ordered: relapse is worse than stable, "
        "stable worse than remission. Predict it from the MRI only.",
        "response",
        "ordinal",
        levels="relapse stable remission",
        only="mri",
    ),
)

UNCLEAR = (
    Case(
        "which-price",
        FLAT,
        "predict the price of a flat from its photo",
        ask="asking_price sold_price",
    ),
    Case("which-goals", MATCH, "how many goals? use gps", ask="home_goals away_goals"),
    Case(
        "which-pressure",
        TRIAL,
        "predict the blood pressure value from the ecg",
        ask="systolic diastolic",
    ),
    Case(
        "which-magnitude",
        GALAXY,
        "estimate the magnitude from the spectrum",
        ask="mag_g mag_r",
    ),
    Case(
        "which-delay",
        PARCEL.replace("lost boolean", "pickup_delay number"),
        "predict the delay from remarks and weight",
        ask="delay_minutes pickup_delay",
    ),
    Case(
        "no-target",
        ARM,
        "train the best model you can on this data",
        ask="grip_success slip_mm",
    ),
    Case(
        "either-or",
        COURSE,
        "predict grade or dropped_out, whichever works, from the " "essay",
        ask="grade dropped_out",
    ),
    Case(
        "which-mw", GRID, "forecast the megawatts for tomorrow", ask="solar_mw load_mw"
    ),
)
