"""Sixteen statements by the same writer, who had by then mended rules for the first.
Read once, after that mending: 11 of 16 right (10 of 14 clear ones), 1 with two of
three targets, 1 unclear one guessed; mended since.
"""

from statement_suite import Case

KNEE = (
    "patient_id id; xray_front image; xray_side image; gait_recording series; surgeon_letter text; clinic category =mitte,nord,west; "
    "implant_type category =cemented,hybrid,press_fit; age integer 40..95; bmi number 16..50; operated_on date; "
    "-revision boolean; -months_to_revision number 0..240; -pain_after category =moderate,none,severe,mild; -flexion_deg number 30..150; "
    "-stay_days integer 1..40"
)
BREW = (
    "batch_id id; fermentation_curve series; wort_photo image; brewer_notes text; yeast category =ale,lager,wild; "
    "tank category =T1,T2,T3; hops_g number 0..900; mash_temp_c number 55..75; brewed_on date; -abv_pct number 0..12; "
    "-bitterness_ibu number 0..120; -colour_ebc number 2..90; -off_flavour category =butter|sulphur,butter,sulphur,cardboard; "
    "-spoiled boolean"
)
CLIMB = (
    "route_id id; wall_photo image; beta_video video; setter_comment text; gym category =north,docks,arena; setter category =Eli,Fay,Gus; "
    "holds integer 5..90; height_m number 3..20; set_on date; -grade category =5c,6a,6b,6c,7a; -ascents_first_week integer 0..400; "
    "-ascents_first_month integer 0..1500; -injury_reported boolean; -fun_rating integer 1..5"
)
TRAM = (
    "tram_id id; brake_sound audio; current_curve series; wheel_photo image; driver_report text; line category =L1,L4,L9; "
    "depot category =east,harbour; mileage_km number 0..900000; age_years number 0..40; inspected_on date; -brake_failure boolean; "
    "-km_to_failure number 0..200000; -repair_cost_eur number 0..60000; -wheel_wear_mm number 0..30; -delay_min number 0..120"
)
BIRDSONG = (
    "clip_id id; recording audio; spectrogram image; field_note text; reserve category =heath,marsh,coast; recorder category =R1,R2; "
    "temp_c number -10..35; recorded_on date; lat latitude; lon longitude; -species category =wren,robin,dunnock,thrush; "
    "-birds_heard integer 0..40; -juvenile boolean; -mood category =alarm,song,contact"
)
CLAIM = (
    "claim_id id; damage_photo image; roof_scan points; claimant_letter text; adjuster_note text; region category =alps,plain,coast; "
    "adjuster category =Kay,Lou,Max; insured_sum_eur number 1000..900000; building_year integer 1850..2024; hail_date date; "
    "-payout_eur number 0..400000; -fraud boolean; -days_to_settle integer 0..400; -damage_level category =total,none,partial"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e16-knee-pain",
        KNEE,
        "how much pain is left after surgery (none, mild, moderate, severe)? surgeon's letter and clinic are off the table",
        "pain_after",
        "ordinal",
        "",
        without="surgeon_letter clinic",
        levels="none mild moderate severe",
    ),
    Case(
        "e16-knee-revision",
        KNEE,
        "We'd like a survival model: months until a revision, where patients who never needed one are censored (revision = 0). "
        "Only the two x-rays, age and bmi.",
        "months_to_revision revision",
        "survival",
        only="xray_front xray_side age bmi",
    ),
    Case(
        "e16-knee-stay",
        KNEE,
        "Predict length of stay in days. The beds are planned on the upper end, so give me the 0.5 and the 0.9 quantile.",
        "stay_days",
        "regression",
        "pinball",
        quantiles=(0.5, 0.9),
    ),
    Case(
        "e16-brew-three",
        BREW,
        "alcohol, bitterness and colour from one network, mean absolute error, tank left out",
        "abv_pct bitterness_ibu colour_ebc",
        "multitarget",
        "mae",
        without="tank",
    ),
    Case(
        "e16-brew-flavour",
        BREW,
        "Which off flavours does a batch have? Could be several (butter|sulphur). The brewer only writes his notes after tasting, so "
        "they must stay out of it.",
        "off_flavour",
        "multilabel",
        "",
        without="brewer_notes",
        separator="|",
    ),
    Case(
        "e16-brew-spoiled",
        BREW,
        "Tell me early whether a batch will be spoiled. About 3 in 100 are. Pouring away a good batch costs 2000 euros, selling a bad "
        "one costs us the customer, so a missed one is much worse.",
        "spoiled",
        "binary",
        "recall f2 average_precision balanced_accuracy",
    ),
    Case(
        "e16-climb-grade",
        CLIMB,
        "guess the grade of a route from the wall photo alone, 5c is easiest, 7a hardest, one grade off is okay",
        "grade",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        only="wall_photo",
        levels="5c 6a 6b 6c 7a",
    ),
    Case(
        "e16-climb-injury",
        CLIMB,
        "Will an injury be reported on this route? ROC-AUC. Please don't feed it who set the route or at which gym it is.",
        "injury_reported",
        "binary",
        "roc_auc",
        without="setter gym",
    ),
    Case(
        "e16-tram-cost",
        TRAM,
        "I need the repair cost per tram in euros, root mean squared error. I'm not interested in the wear. Driver reports are fine, "
        "the depot isn't. 10 ms per tram max.",
        "repair_cost_eur",
        "regression",
        "rmse",
        without="depot",
        latency=10,
    ),
    Case(
        "e16-tram-brake",
        TRAM,
        "We lost two trams this winter and nobody saw it coming. Which trams will have a brake failure? My people can only look at "
        "five a night, so the most likely ones have to come first. Use the sound, the current and the picture of the wheel, no "
        "free text.",
        "brake_failure",
        "binary",
        "average_precision roc_auc",
        without="driver_report",
    ),
    Case(
        "e16-bird-species",
        BIRDSONG,
        "speces from audio + spectrogramm only, macro F1 plz",
        "species",
        "multiclass",
        "f1_macro",
        only="recording spectrogram",
    ),
    Case(
        "e16-bird-match",
        BIRDSONG,
        "For every field note find the recording it was written about, top-10 hit rate. Use nothing but notes and recordings.",
        "recording",
        "retrieval",
        "recall_at_10",
        only="field_note recording",
    ),
    Case(
        "e16-claim-fraud",
        CLAIM,
        "fraud detection. precision matters most, we don't want to insult honest people. Not the adjuster, not the adjuster's note.",
        "fraud",
        "binary",
        "precision",
        without="adjuster adjuster_note",
    ),
    Case(
        "e16-claim-payout",
        CLAIM,
        "What will we pay out for each claim? The sums go from 200 euros to 300000, so rate it on a log scale (RMSLE). Ignore the "
        "building year. The model file shouldn't have more than 1.5 million parameters.",
        "payout_eur",
        "regression",
        "rmsle",
        without="building_year",
        params=1_500_000,
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "e16-climb-ascents",
        CLIMB,
        "How many ascents will a new route get? MAE, without the setter's comment.",
        ask="ascents_first_week ascents_first_month",
    ),
    Case(
        "e16-claim-level",
        CLAIM,
        "Predict the damage or the payout.",
        ask="damage_level payout_eur",
    ),
)
