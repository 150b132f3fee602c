"""Twenty more, kept unread while the reader was mended for the sister lists (`_thirty`):
11 of 20 right before and after that, 1 with another target, none guessed. By a writer
who had not seen the reader: 3-D printers, a dogs' shelter, a river.
"""

from statement_suite import Case

PRINT = (
    "job id; bed_cam image; timelapse video; stepper_wav audio; hotend_t series; slicer_·_log text; "
    "filament category =PLA,PETG,ABS,TPU; nozzle_mm number 0.2..0.8; owner category =tom,ines,raf; "
    "started date; est_min integer 5..3000; -took_min number 5..3000; -used_g number 1..1000; -err_x_mm "
    "number 0..3; -err_y_mm number 0..3; -fail_mode category =none,spaghetti,warp,clog"
)
DOG = (
    "dog_id id; mug_shot image; bark audio; intake_txt text; breed category =mix,shepherd,terrier,hound; "
    "age_mo integer 1..220; wt_kg number 1..80; sex category =f,m; chip category =yes,no; kennel "
    "category =K1,K2,K3; came_in date; -days_here integer 1..900; -adopted boolean; -energy category "
    "=couch,medium,athlete; -bite_risk category =safe,risky; -gets_along category "
    "=kids+cats,cats,kids,dogs,dogs+kids"
)
RIVER = (
    "smpl id; micro_img image; sonde_ts series; hydrophone audio; fieldnote text; site category "
    "=weir,ford,mouth; lat latitude; lon longitude; w_temp number 0..32; ph number 5..10; crew category "
    "=AB,CD,EF; taken date; -no3_mgl number 0..80; -po4_mgl number 0..5; -bloom boolean; -eco_class "
    "category =bad,poor,fair,good"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e31-print-fail",
        PRINT,
        (
            "How does the print go wrong: spaghetti, warp, clog, or none of it? I want F1 averaged over "
            "the classes. The timelapse exists only once the job is done, so don't use it."
        ),
        target="fail_mode",
        kind="multiclass",
        metric="f1_macro",
        without="timelapse",
    ),
    Case(
        "e31-print-time",
        PRINT,
        (
            "Real print time in minutes. The slicer's est_min may be used. owner says nothing, throw it "
            "out. Train no longer than 20 minutes."
        ),
        target="took_min",
        kind="regression",
        without="owner",
    ),
    Case(
        "e31-print-grams",
        PRINT,
        (
            "grams of filament a job eats. Runs on a Pi Zero: below 300k parameters, at most 128 MB of "
            "memory. RMSE"
        ),
        target="used_g",
        kind="regression",
        metric="rmse",
        params=300000,
        memory=128,
    ),
    Case(
        "e31-print-material",
        PRINT,
        "Which material is loaded? Judge solely by stepper_wav and bed_cam.",
        target="filament",
        kind="multiclass",
        only="stepper_wav bed_cam",
    ),
    Case(
        "e31-print-both",
        PRINT,
        "I'd like minutes (the true ones) and grams from one model, R2, slicer log excluded",
        target="took_min used_g",
        kind="multitarget",
        metric="r2",
        without="slicer_·_log",
    ),
    Case(
        "e31-print-quantiles",
        PRINT,
        (
            "took_min once more, but as 10%, 50% and 90% quantiles. The hotend temperature mustn't go in."
        ),
        target="took_min",
        kind="regression",
        metric="pinball",
        without="hotend_t",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "e31-dog-survival",
        DOG,
        (
            "Survival analysis please: time until adoption. days_here is the time, adopted says whether "
            "it happened; the others still sat here when we counted. kennel is not to be used."
        ),
        target="days_here adopted",
        kind="survival",
        without="kennel",
    ),
    Case(
        "e31-dog-bite",
        DOG,
        (
            "bite_risk. The class that matters is risky: overlooking a risky dog is unforgivable, "
            "scaring off a family isn't. Breed and sex mustn't play a part, that's our policy."
        ),
        target="bite_risk",
        kind="binary",
        metric="recall f2",
        without="breed sex",
        positive="risky",
    ),
    Case(
        "e31-dog-energy",
        DOG,
        (
            "Is the dog a couch, a medium or an athlete (that's the order, lazy to lively)? Look at "
            "mug_shot and intake_txt only."
        ),
        target="energy",
        kind="ordinal",
        only="mug_shot intake_txt",
        levels="couch medium athlete",
    ),
    Case(
        "e31-dog-along",
        DOG,
        (
            "who does it get along with: kids, cats, dogs, any mix of them, joined with + in the cell. "
            "Micro-averaged F1. Leave bark out."
        ),
        target="gets_along",
        kind="multilabel",
        metric="f1_micro",
        without="bark",
        separator="+",
    ),
    Case(
        "e31-dog-adopt",
        DOG,
        (
            "Will it be adopted, true or false? I need trustworthy probabilities, so log loss. The chip "
            "column is to be dropped."
        ),
        target="adopted",
        kind="binary",
        metric="log_loss",
        without="chip",
    ),
    Case(
        "e31-dog-weight",
        DOG,
        "Our scale broke. Weight in kg out of mug_shot, breed and age_mo, these three and no others; MAE",
        target="wt_kg",
        kind="regression",
        metric="mae",
        only="mug_shot breed age_mo",
    ),
    Case(
        "e31-river-nitrate",
        RIVER,
        (
            "Nitrate please, phosphate is another group's job. RMSLE because a few values are huge. crew "
            "doesn't belong in the model."
        ),
        target="no3_mgl",
        kind="regression",
        metric="rmsle",
        without="crew",
    ),
    Case(
        "e31-river-two",
        RIVER,
        (
            "nitrate and phosphate in one model. RMSE. It'll be used at rivers we have never been to, so "
            "site, lat and lon must not be inputs."
        ),
        target="no3_mgl po4_mgl",
        kind="multitarget",
        metric="rmse",
        without="site lat lon",
    ),
    Case(
        "e31-river-bloom",
        RIVER,
        (
            "algae bloom or not, area under the precision-recall curve; the hydrophone was broken all "
            "summer, skip it"
        ),
        target="bloom",
        kind="binary",
        metric="average_precision",
        without="hydrophone",
    ),
    Case(
        "e31-river-class",
        RIVER,
        (
            "eco_class, worst to best: bad, poor, fair, good. What counts is by how many classes we are "
            "off on average. Field notes stay out; the hydrophone, odd as it sounds, stays in."
        ),
        target="eco_class",
        kind="ordinal",
        metric="rank_mae",
        without="fieldnote",
        levels="bad poor fair good",
    ),
    Case(
        "e31-river-prob",
        RIVER,
        (
            "Give the warden the chance of a bloom as an honest probability - Brier score. 5 ms and 64 "
            "MB of RAM at most, it runs on a buoy. All columns may be used."
        ),
        target="bloom",
        kind="binary",
        metric="brier",
        latency=5,
        memory=64,
    ),
    Case(
        "e31-river-site",
        RIVER,
        "From micro_img alone: which of the sites was the sample taken at? Macro recall.",
        target="site",
        kind="multiclass",
        metric="recall_macro balanced_accuracy",
        only="micro_img",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "e31-print-ask",
        PRINT,
        "By how many mm will the part be off? mean absolute error, nozzle_mm left out",
        ask="err_x_mm err_y_mm",
    ),
    Case(
        "e31-river-ask",
        RIVER,
        "Predict the nutrient concentration in mg/l, MAE, without hydrophone",
        ask="no3_mgl po4_mgl",
    ),
)
