"""Forty-four statements by somebody who had never seen the reader.
First reading: 37 right, none with another target, none guessed.
"""

from statement_suite import Case

HIVES = (
    "hive_id id; entrance_video video; hive_audio audio; scale_series series; comb_photo image; keeper_notes text; "
    "lat latitude; lon longitude; apiary category =orchard,heath,roof,meadow; queen_age_months integer 0..60; "
    "brood_temp_c number 20..40; mite_count integer 0..300; -honey_kg number 0..80; -swarmed boolean; "
    "-disease category =none,foulbrood,chalkbrood,nosema; -survived_winter boolean"
)

LIFTS = (
    "unit_no id; door_current series; cabin_vibration series; shaft_audio audio; technician_comment text; "
    "maker category =Kone,Otis,Schindler; install_year integer 1975..2024; floors integer 2..60; "
    "trips_per_day integer 0..2500; building category =hospital,office,flats,mall; "
    "-fault_codes category =door|brake,door,brake|motor,motor,none; -levelling_error_mm number 0..40; "
    "-days_to_breakdown number 0..900; -broke_down boolean"
)

CALLS = (
    "CallId id; call_audio audio; transcript text; agent_summary text; agent_name category =Ann,Bilal,Chen,Dora; "
    "language category =en,es,hi; tenure_months integer 0..240; queue_wait_s number 0..1800; "
    "duration_s number 10..5400; call_reason category =billing,outage,cancel,upgrade; csat integer 1..5; "
    "refund_eur number 0..900; escalated boolean; churned boolean"
)

TENNIS = (
    "rally_id id; sport constant; broadcast_clip video; ball_track series; player_tracks series; crowd_audio audio; "
    "surface category =clay,grass,hard; server_rank integer 1..1500; returner_rank integer 1..1500; "
    "serve_speed_kmh number 80..250; shots integer 1..60; -bounce_x_m number -6..6; -bounce_y_m number -12..12; "
    "-stroke category =forehand,backhand,volley,smash; -point_winner category =server,returner"
)

FLATS = (
    "listing id; living_room_photo image; floor_plan image; description text; agent_remarks text; lat latitude; "
    "lon longitude; district category =north,east,south,centre; area_m2 number 12..240; rooms integer 1..8; "
    "built_year integer 1880..2024; energy_class category =A,B,C,D,E,F,G; cold_rent_eur number 200..5000; "
    "warm_rent_eur number 250..6000; deposit_eur number 0..15000; "
    "amenities category =balcony|lift,lift,balcony,garage|garden,none; days_online number 0..400; rented boolean"
)

WELDS = (
    "seam id; seam_photo image; arc_current series; arc_voltage series; weld_audio audio; seam_scan points; "
    "welder_note text; robot category =R1,R2,R3; shift category =early,late,night; wire_batch category =w7,w8,w9; "
    "plate_mm number 1..40; speed_cm_min number 10..150; -porosity_pct number 0..15; -penetration_mm number 0..20; "
    "-tensile_mpa number 200..900; -hardness_root_hv number 100..500; -hardness_cap_hv number 100..500; "
    "-defect category =none,pore,crack,undercut; -verdict category =ok,nok"
)

SLEEP = (
    "night_id id; eeg series; spo2 series; snore_audio audio; bed_video video; diary text; age integer 18..90; "
    "bmi number 16..55; sex category =f,m; neck_cm number 28..55; technician category =T1,T2,T3; "
    "-ahi number 0..120; -apnea_severity category =none,mild,moderate,severe; -rem_minutes number 0..180; "
    "-deep_minutes number 0..160; -insomnia boolean; -restless_legs boolean"
)

TRAWL = (
    "trip_id id; gps_track series; sonar_image image; engine_audio audio; captain_log text; "
    "port category =Vigo,Hull,Bergen; vessel_length_m number 6..90; crew integer 1..40; sea_temp_c number -1..28; "
    "swell_m number 0..12; fuel_l number 50..40000; gear category =trawl,longline,seine,pots; "
    "species category =cod|hake,cod,hake|squid,squid; landed_kg number 0..60000; discarded_kg number 0..20000; "
    "illegal boolean"
)

SEEN: tuple[Case, ...] = (
    # beehives
    Case(
        "english16-hives-swarm",
        HIVES,
        "which hives are gonna swarm? roc auc. my bet is it's all in the sound but take whatever helps",
        "swarmed",
        "binary",
        "roc_auc",
    ),
    Case(
        "english16-hives-honey",
        HIVES,
        "kilos of honey per hive, mae. mites get counted after the harvest so keep mite_count out of it",
        "honey_kg",
        "regression",
        "mae",
        without="mite_count",
    ),
    Case(
        "english16-hives-disease",
        HIVES,
        "Which disease does the hive have - comb photo and nothing else. Balanced acc.",
        "disease",
        "multiclass",
        "balanced_accuracy",
        only="comb_photo",
    ),
    Case(
        "english16-hives-winter",
        HIVES,
        "did the colony make it through the winter, yes/no. Brier score. No lat / lon please, hive theft is a thing "
        "and coordinates leak.",
        "survived_winter",
        "binary",
        "brier",
        without="lat lon",
    ),
    Case(
        "english16-hives-box",
        HIVES,
        "swarm alarm for a solar box. 150k params tops, 20 ms, 32 MB of RAM. Inputs: hive_audio and scale_series, "
        "only those, thats all the box has",
        "swarmed",
        "binary",
        "",
        only="hive_audio scale_series",
        params=150_000,
        latency=20,
        memory=32,
    ),
    # lifts
    Case(
        "english16-lifts-survival",
        LIFTS,
        "time till breakdown for each lift. the ones that didnt break down yet are censored (broke_down = 0). "
        "harrell's c",
        "days_to_breakdown broke_down",
        "survival",
        "c_index",
    ),
    Case(
        "english16-lifts-codes",
        LIFTS,
        "Fault codes. Often two or three at once, split on |. F1, micro averaged. Leave technician_comment out, the "
        "guys type the code in there half of the time.",
        "fault_codes",
        "multilabel",
        "f1_micro",
        without="technician_comment",
        separator="|",
    ),
    Case(
        "english16-lifts-level",
        LIFTS,
        "how many mm off level does the cabin stop?? RMSE not MAE, the big misses are the ones people trip over",
        "levelling_error_mm",
        "regression",
        "rmse",
    ),
    Case(
        "english16-lifts-flag",
        LIFTS,
        "Binary, broke down or didn't. I couldn't care less after how many days. PR-AUC.",
        "broke_down",
        "binary",
        "average_precision",
    ),
    Case(
        "english16-lifts-band",
        LIFTS,
        "Levelling error once more, but this time give me the 0.5 and the 0.95 quantile, pinball loss. The maker isn't "
        "allowed as an input (legal).",
        "levelling_error_mm",
        "regression",
        "pinball",
        without="maker",
        quantiles=(0.5, 0.95),
    ),
    # call centre
    Case(
        "english16-calls-churn",
        CALLS,
        "Hi! need a model asap that says if the customer churned after the call. AUROC. agent_summary gets written "
        "days later so thats a no. thx",
        "churned",
        "binary",
        "roc_auc",
        without="agent_summary",
    ),
    Case(
        "english16-calls-route",
        CALLS,
        "Route incoming calls into billing / outage / cancel / upgrade, macro-F1, and it only gets to hear the audio.",
        "call_reason",
        "multiclass",
        "f1_macro",
        only="call_audio",
    ),
    Case(
        "english16-calls-csat",
        CALLS,
        "csat from 1 to 5, it's an ordered scale so treat it like one. QWK. who the agent was must not matter, drop "
        "agent_name",
        "csat",
        "ordinal",
        "cohen_kappa_quadratic",
        without="agent_name",
        levels="1 2 3 4 5",
    ),
    Case(
        "english16-calls-refund",
        CALLS,
        "what will the refund be in euros. median absolute error bc three giant ones wreck every mean",
        "refund_eur",
        "regression",
        "median_ae",
    ),
    Case(
        "english16-calls-escalate",
        CALLS,
        "Will it be escalated? Has to answer within 250 ms while the call is running, so nothing we learn afterwards: "
        "no duration_s, csat, refund_eur, churned or agent_summary.",
        "escalated",
        "binary",
        "",
        without="duration_s csat refund_eur churned agent_summary",
        latency=250,
    ),
    # tennis
    Case(
        "english16-tennis-winner",
        TENNIS,
        "who wins the point, server or returner? log loss. without shots, you only know that when its over",
        "point_winner",
        "binary",
        "log_loss",
        without="shots",
    ),
    Case(
        "english16-tennis-bounce",
        TENNIS,
        "bounce x and bounce y in metres, one model for both coordinates, from the ball track. RMSE",
        "bounce_x_m bounce_y_m",
        "multitarget",
        "rmse",
    ),
    Case(
        "english16-tennis-stroke",
        TENNIS,
        "Label the stroke in each broadcast clip. Accuracy. (The surface is only in there because I filter on it "
        "elsewhere.)",
        "stroke",
        "multiclass",
        "accuracy",
    ),
    Case(
        "english16-tennis-serve",
        TENNIS,
        "There is no radar on outer courts, so: serve speed in km/h from the video alone please.",
        "serve_speed_kmh",
        "regression",
        "",
        only="broadcast_clip",
    ),
    Case(
        "english16-tennis-length",
        TENNIS,
        "number of shots in the rally, mean abs error, using just server_rank, returner_rank and surface. yes just "
        "those three. i know it wont be great",
        "shots",
        "regression",
        "mae",
        only="server_rank returner_rank surface",
    ),
    # flats
    Case(
        "english16-flats-warm",
        FLATS,
        "warm rent, not the cold one. MAPE. obviously throw out cold_rent_eur and deposit_eur, they give it away",
        "warm_rent_eur",
        "regression",
        "mape",
        without="cold_rent_eur deposit_eur",
    ),
    Case(
        "english16-flats-energy",
        FLATS,
        "Energy class, ordinal with A < B < C < D < E < F < G. Quadratic kappa.",
        "energy_class",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="A B C D E F G",
    ),
    Case(
        "english16-flats-amenities",
        FLATS,
        "tick every amenity a flat has. only the living room photo and the floor plan may be used, the descriptions "
        "lie like crazy",
        "amenities",
        "multilabel",
        "",
        only="living_room_photo floor_plan",
    ),
    Case(
        "english16-flats-search",
        FLATS,
        "User types a description, we retrieve the living room photo that belongs to it. Recall@10.",
        "living_room_photo",
        "retrieval",
        "recall_at_10",
    ),
    Case(
        "english16-flats-let",
        FLATS,
        "Survival thing: days_online is the duration, rented is the event, whatever is still up is censored. "
        "Concordance idx. No agent remarks in the inputs.",
        "days_online rented",
        "survival",
        "c_index",
        without="agent_remarks",
    ),
    # welding
    Case(
        "english16-welds-defect",
        WELDS,
        "need defect type per seam, weighted f1, thats it really",
        "defect",
        "multiclass",
        "f1_weighted",
    ),
    Case(
        "english16-welds-verdict",
        WELDS,
        "Verdict ok or nok; nok is the positive class. F1. The shift stays out of it, the union was very clear about "
        "that.",
        "verdict",
        "binary",
        "f1",
        without="shift",
        positive="nok",
    ),
    Case(
        "english16-welds-tensile",
        WELDS,
        "We sold the scanner, so no seam_scan. Otherwise use what you want to get the tensile strength in MPa. R2.",
        "tensile_mpa",
        "regression",
        "r2",
        without="seam_scan",
    ),
    Case(
        "english16-welds-both",
        WELDS,
        "porosity AND penetration, together, same net. mean absolute error",
        "porosity_pct penetration_mm",
        "multitarget",
        "mae",
    ),
    Case(
        "english16-welds-controller",
        WELDS,
        "Predict porosity on the robot controller. Penetration I don't need there. Max. 3 ms per seam and max. 400k "
        "weights.",
        "porosity_pct",
        "regression",
        "",
        params=400_000,
        latency=3,
    ),
    # sleep laboratory
    Case(
        "english16-sleep-severity",
        SLEEP,
        "apnea severity, order is none, mild, moderate, severe. quadratic weighted kappa pls. technician not as a "
        "feature",
        "apnea_severity",
        "ordinal",
        "cohen_kappa_quadratic",
        without="technician",
        levels="none mild moderate severe",
    ),
    Case(
        "english16-sleep-ahi",
        SLEEP,
        "I want the AHI itself and not the severity class. Spearman's rho, we only use it to sort the waiting list.",
        "ahi",
        "regression",
        "spearman",
    ),
    Case(
        "english16-sleep-flags",
        SLEEP,
        "Two yes/no flags per night, insomnia and restless legs, can both be true. One model. F1 macro.",
        "insomnia restless_legs",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "english16-sleep-rem",
        SLEEP,
        "REM minutes for the home kit. That has an oximeter and a mic and nothing more so use spo2 and snore_audio "
        "exclusively. root mean square error",
        "rem_minutes",
        "regression",
        "rmse",
        only="spo2 snore_audio",
    ),
    # fishing trips
    Case(
        "english16-trawl-landed",
        TRAWL,
        "how many kg will be landed from a trip, RMSLE. exclude fuel_l and discarded_kg, both known only back in port",
        "landed_kg",
        "regression",
        "rmsle",
        without="fuel_l discarded_kg",
    ),
    Case(
        "english16-trawl-species",
        TRAWL,
        "Which species did they catch? A trip usually has more than one. Micro F1. The captain's log names them so "
        "that can't go in.",
        "species",
        "multilabel",
        "f1_micro",
        without="captain_log",
    ),
    Case(
        "english16-trawl-illegal",
        TRAWL,
        "illegal or not, purely from gps_track. mathews corr coef",
        "illegal",
        "binary",
        "mcc",
        only="gps_track",
    ),
    Case(
        "english16-trawl-gear",
        TRAWL,
        "Please to recognise the gear which the boat is using, by the track and the noise of engine. The port it must "
        "ignore.",
        "gear",
        "multiclass",
        "",
        without="port",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "english16-calls-unclear",
        CALLS,
        "predict the seconds for each call, mae",
        "",
        "",
        "",
        ask="queue_wait_s duration_s",
    ),
    Case(
        "english16-tennis-unclear",
        TENNIS,
        "Guess the player's rank from the way they move on the clip. One rank per rally, Spearman.",
        "",
        "",
        "",
        ask="server_rank returner_rank",
    ),
    Case(
        "english16-flats-unclear",
        FLATS,
        "just the rent please, photo + description, RMSE",
        "",
        "",
        "",
        ask="cold_rent_eur warm_rent_eur",
    ),
    Case(
        "english16-welds-unclear",
        WELDS,
        "Regression of the hardness from current and voltage. A single number will do.",
        "",
        "",
        "",
        ask="hardness_root_hv hardness_cap_hv",
    ),
    Case(
        "english16-sleep-unclear",
        SLEEP,
        "how many minutes will it be that night? single value. going by the eeg. MAE",
        "",
        "",
        "",
        ask="rem_minutes deep_minutes",
    ),
    Case(
        "english16-trawl-unclear",
        TRAWL,
        "need the kg of a trip as one figure, not two. from the sonar image and the track",
        "",
        "",
        "",
        ask="landed_kg discarded_kg",
    ),
)

KNOWN = {"english16-tennis-stroke": "inputs"}
"""What is misread, by its fields. A column that is "only in there because I filter on
it elsewhere" is left out: as many would take it, and it costs less than a leak."""
