"""Twenty statements by somebody who had never seen the reader.
Read once, by rules mended for the two lists before: 14 of 20 right (11 of
17 clear ones); mended since.
"""

from statement_suite import Case

COW = (
    "cow_id id; udder_photo image; rumination_curve series; milker_notes text; breed category =holstein,jersey,simmental; "
    "lactation_no integer 1..9; days_in_milk integer 0..400; milk_temp_c number 30..41; stall category =A,B,C; "
    "calved_on date; -mastitis boolean; -scc_next_test number 0..3000; -milk_yield_7d_kg number 0..400; "
    "-fat_pct number 2..7; -protein_pct number 2..5; -lameness category =sound,severe,mild,moderate"
)
RAD = (
    "exam_id id; frontal_view image; lateral_view image; referral_text text; radiographer_comment text; "
    "room category =R1,R2,R3; device category =siemens,philips,ge; age integer 0..100; kvp number 40..150; "
    "mas number 0.5..500; exam_date date; -repeat_needed boolean; -repeat_reason category =motion,cut_off,exposure,none; "
    "-findings category =effusion|nodule,effusion,nodule,cardiomegaly|effusion,cardiomegaly; "
    "-report_minutes number 1..400; -image_quality category =poor,good,excellent,fair"
)
EBIKE = (
    "bike_id id; speed_trace series; battery_curve series; rider_feedback text; damage_photo image; "
    "station category =harbour,uni,market; model category =cargo,city,trail; odometer_km number 0..30000; "
    "battery_cycles integer 0..1500; last_service date; mechanic category =Jo,Lena,Piet; -failed boolean; "
    "-days_to_failure number 0..900; -trips_tomorrow integer 0..40; -range_left_km number 0..150; "
    "-battery_health_pct number 0..100"
)
COURT = (
    "case_no id; statement_of_claim text; hearing_audio audio; chamber category =I,II,III; judge category =Adler,Boyd,Cruz; "
    "claim_eur number 100..5000000; parties integer 2..30; filed_on date; plaintiff_has_lawyer boolean; "
    "-outcome category =granted,partly,dismissed; -settled boolean; -days_to_hearing number 0..900; "
    "-days_to_judgment number 0..2000; -costs_awarded_eur number 0..90000; -appeal_filed boolean"
)
WIND = (
    "turbine_id id; nacelle_vibration series; wind_speed_curve series; blade_photo image; fault_log text; "
    "windfarm category =ridge,coast,plain; hub_height_m integer 60..160; ambient_temp_c number -25..40; "
    "commissioned date; -icing boolean; -gearbox_fault boolean; -power_now_kw number 0..6000; "
    "-energy_next_day_mwh number 0..140; -downtime_h number 0..300"
)
PUPIL = (
    "pupil_id id; essay text; teacher_comment text; handwriting_scan image; class category =7a,7b,7c; "
    "absences integer 0..60; homework_done_pct number 0..100; mother_tongue category =de,tr,ar; essay_date date; "
    "-final_grade integer 1..6; -midterm_score number 0..100; -yearend_score number 0..100; -repeats_year boolean"
)
GAME = (
    "player_id id; playtime_curve series; chat_log text; voice_clip audio; avatar image; platform category =pc,console,phone; "
    "region category =eu,na,asia; level integer 1..99; in_guild boolean; first_login date; -toxic boolean; "
    "-ban_reason category =cheating,abuse,none; -matches_next_week integer 0..200; -hours_next_week number 0..100; "
    "-spend_next_month_usd number 0..900"
)
LOAN = (
    "loan_id id; application_text text; balance_curve series; branch category =centre,north,online; "
    "purpose category =home,vehicle,other; income_eur number 0..400000; age integer 18..90; postcode category =10115,20095,80331; "
    "opened date; -status category =repaid,defaulted; -loss_eur number 0..300000; -days_past_due integer 0..700; "
    "-repaid_early boolean"
)
WHALE = (
    "clip_id id; hydrophone audio; spectrogram image; observer_note text; buoy category =B1,B2,B3; sea_state integer 0..8; "
    "water_temp_c number -2..28; recorded date; lat latitude; lon longitude; "
    "-species category =humpback,minke,orca,none; -call_type category =song,click,whistle,none; "
    "-group_size integer 0..40; -calf_present boolean"
)
CITY = (
    "junction_id id; aerial_photo image; traffic_curve series; complaint_text text; district category =old_town,east,docks; "
    "lanes integer 1..8; speed_limit integer 20..100; schools_nearby integer 0..6; has_signal boolean; surveyed date; "
    "-accidents_next_year integer 0..60; -noise_day_db number 30..95; -noise_night_db number 25..90; "
    "-cyclists_per_day integer 0..20000"
)
FAB = (
    "wafer_id id; wafer_map image; etch_trace series; rf_power_trace series; operator_note text; tool category =ET01,ET02,ET03; "
    "chamber category =A,B,C; recipe category =r1,r2,r3; pressure_mtorr number 1..200; processed date; "
    "-cd_nm number 5..90; -yield_pct number 0..100; -defect_class category =scratch,ring,edge,none; "
    "-rework boolean; -particle_count integer 0..5000"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e14-cow-mastitis",
        COW,
        "We milk 240 cows and honestly my back can't take looking at every udder twice a day. What I want is a tip which "
        "cows are coming down with mastitis. If one gets past me I lose a quarter or the whole cow; if it sends me to a "
        "healthy one I've walked ten metres for nothing. The milker notes are typed up after the vet was here, so they "
        "mustn't go in. Everything else is fine.",
        "mastitis",
        "binary",
        "recall f2 balanced_accuracy average_precision",
        without="milker_notes",
    ),
    Case(
        "e14-cow-solids",
        COW,
        "fat and protein percentage together, one model, RMSE, no udder photo",
        "fat_pct protein_pct",
        "multitarget",
        "rmse",
        without="udder_photo",
    ),
    Case(
        "e14-rad-findings",
        RAD,
        "Name all the findings on a chest film; there are often two or three at once and the column separates them with "
        "a pipe. Don't let the model see the radiographer comment, we tend to spoil the answer there.",
        "findings",
        "multilabel",
        without="radiographer_comment",
        separator="|",
    ),
    Case(
        "e14-rad-quality",
        RAD,
        "image quality, poor < fair < good < excellent, only from the two views",
        "image_quality",
        "ordinal",
        only="frontal_view lateral_view",
        levels="poor fair good excellent",
    ),
    Case(
        "e14-ebike-life",
        EBIKE,
        "How long does a bike go until it fails? Most haven't yet: there failed is false and days_to_failure just says "
        "how many days we've been watching it. Take the mechanic out of it, please.",
        "days_to_failure failed",
        "survival",
        without="mechanic",
    ),
    Case(
        "e14-ebike-range",
        EBIKE,
        "Riders get stranded on the hill behind the uni and then ring me, not you. So for every bike, how far can it still "
        "go on this charge, in km? One figure is no use to me, I want the 5 %, 50 % and 95 % quantiles so the display can "
        "show a band. It has to live on the bike's controller: 64 MB of RAM at most and not more than 200k parameters. "
        "Riders' feedback comes in after the ride, so it's off limits.",
        "range_left_km",
        "regression",
        "pinball",
        without="rider_feedback",
        params=200_000,
        memory=64,
        quantiles=(0.05, 0.5, 0.95),
    ),
    Case(
        "e14-court-settle",
        COURT,
        "I sit at the registry counter and schedule the rooms. If I knew which cases are going to settle I could double-book "
        "those slots (everyone does it, nobody admits it). Yes or no is enough, and judge it by F1. Who the judge is must "
        "under no circumstances be used, that'd be profiling. The hearing audio is half coughing but it can stay in.",
        "settled",
        "binary",
        "f1",
        without="judge",
    ),
    Case(
        "e14-wind-icing",
        WIND,
        "icing y/n, ROC AUC, under 5 ms a turbine, fault log not allowed",
        "icing",
        "binary",
        "roc_auc",
        without="fault_log",
        latency=5,
    ),
    Case(
        "e14-wind-energy",
        WIND,
        "At first I wanted downtime, but the contractor already reports that, so forget it. What we have to bid on the market "
        "is how much energy each turbine makes the next day. A miss twice as large costs us four times as much. Don't drop "
        "the ambient temperature, my predecessor did and regretted it; do drop the windfarm, we're buying two new ones.",
        "energy_next_day_mwh",
        "regression",
        "rmse mse",
        without="windfarm",
    ),
    Case(
        "e14-pupil-grade",
        PUPIL,
        "Predict the final grade, 1 to 6. The grades are ordered: being one step off is forgivable, being three steps off "
        "and a parent phones me. Mother tongue is not to be an input, and neither is the teacher comment.",
        "final_grade",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        without="mother_tongue teacher_comment",
    ),
    Case(
        "e14-game-toxic",
        GAME,
        "Flag the toxic players for an automatic mute. Muting somebody innocent gets us a shitstorm on reddit, whereas missing "
        "a troll is just an ordinary tuesday. Nothing but the chat log and the voice clip may go in.",
        "toxic",
        "binary",
        "precision f0_5 f05 f0.5 fbeta_0.5 specificity average_precision",
        only="chat_log voice_clip",
    ),
    Case(
        "e14-game-matches",
        GAME,
        "how many mathces will each player play next wek, MAE, w/o region or avatar",
        "matches_next_week",
        "regression",
        "mae",
        without="region avatar",
    ),
    Case(
        "e14-loan-default",
        LOAN,
        "Credit risk here. We price on the probability that a loan defaults, so it isn't about a yes or no: when the model "
        "says 3 % then 3 in 100 really should default, hence log loss. Legal has struck age and postcode from the inputs; "
        "income is fine, whatever the colleague from compliance told you last week.",
        "status",
        "binary",
        "log_loss logloss",
        without="age postcode",
        positive="defaulted",
    ),
    Case(
        "e14-whale-species",
        WHALE,
        "Which whale is on the clip: humpback, minke, orca or none of them? Minkes are 2 % of it but count exactly as much as "
        "the others. We move the buoys around every spring, hence neither the buoy nor latitude and longitude.",
        "species",
        "multiclass",
        "f1_macro balanced_accuracy recall_macro",
        without="buoy lat lon",
    ),
    Case(
        "e14-whale-find",
        WHALE,
        "retrieve the spectrogram that belongs to an observer note, using just those two columns",
        "spectrogram",
        "retrieval",
        only="observer_note spectrogram",
    ),
    Case(
        "e14-city-noise-both",
        CITY,
        "The noise action plan is due in march and the consultants want forty thousand for it. Give me the day and the night "
        "level in dB for every junction, both from one model. Mean absolute error is what the ministry asks for. "
        "Complaint texts come from the same three pensioners, so leave them out.",
        "noise_day_db noise_night_db",
        "multitarget",
        "mae",
        without="complaint_text",
    ),
    Case(
        "e14-fab-defect",
        FAB,
        "Defect class per wafer, MCC, max 300k weights and 2 ms, chamber excluded.",
        "defect_class",
        "multiclass",
        "mcc",
        without="chamber",
        params=300_000,
        latency=2,
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "e14-court-days",
        COURT,
        "how many days do people have to wait, MAE, no audio",
        ask="days_to_hearing days_to_judgment",
    ),
    Case(
        "e14-pupil-score",
        PUPIL,
        "I teach three classes and can't tutor everybody. Could you predict the score each pupil will get, out of 100? I'd "
        "go by mean absolute error. The handwriting scan may be left in, the teacher comment not.",
        ask="midterm_score yearend_score",
    ),
    Case(
        "e14-city-noise",
        CITY,
        "Estimate the noise level in decibels at each junction from traffic, lanes and the aerial photo, RMSE please.",
        ask="noise_day_db noise_night_db",
    ),
)
