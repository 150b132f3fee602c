"""Forty-four statements by somebody who had never seen the reader.
First reading: 36 right, 1 with another target, 0 guessed, after the mending for
`unseen_english_fourteen` and `unseen_chinese_fourteen`.
"""

from statement_suite import Case

DRONE = (
    "flight_id id; onboard_video video; imu series; motor_current series; wind_speed_ms number 0..25; "
    "payload_g integer 0..5000; battery_cycles integer 0..600; pilot category =amy,raj,tomas,lin; "
    "takeoff_lat latitude; takeoff_lon longitude; -landing_error_m number 0..12; -airtime_min number 1..55; "
    "-propeller_fault category =none,chipped,loose,unbalanced; -crashed boolean"
)

ARM = (
    "pick_id id; cell constant; wrist_camera image; depth_cloud points; joint_torque series; "
    "gripper_force_n number 0..120; object_mass_g number 5..3000; approach_angle_deg number 0..90; "
    "surface category =cardboard,foil,glass,rubber; gripper_model category =G2,G3,V1; slip_mm number 0..40; "
    "failure_mode category =none,miss,crush,collision,timeout; cycle_time_s number 1..25; pick_success boolean"
)

TRUCK = (
    "TruckID id; Depot category =Leeds,Lyon,Gdansk,Porto; ModelYear integer 2005..2024; EngineHours integer 0..30000; "
    "Mileage integer 0..1500000; OilTempTrace series; CanBusTrace series; DriverLog text; LastService date; "
    "-TyreTreadMm number 1..18; -FuelPer100km number 15..60; "
    "-Warnings category =brakes|tyres,engine,brakes,coolant|engine,none; -DaysToFailure number 0..1500; "
    "-Failed boolean"
)

AIR = (
    "station_id id; lat latitude; lon longitude; e_nose vector; "
    "sky_photo image; temperature_c number -25..45; humidity_pct number 0..100; traffic_per_h integer 0..6000; "
    "firmware category =v1,v2,v3; -no2_ppb number 0..200; -o3_ppb number 0..180; -pm25 number 0..400; "
    "-pm10 number 0..600; -odour category =none,sewage,solvent,smoke; -alarm boolean"
)

WOUND = (
    "patient_id id; wound_photo image; nurse_note text; age_years integer 18..99; hba1c number 4..15; "
    "smoker boolean; wound_area_cm2 number 0..200; body_site category =heel,toe,shin,sacrum; "
    "dressing category =foam,hydrogel,alginate,gauze; ward category =A1,B2,C3; "
    "-ulcer_stage category =I,II,III,IV; -infected boolean; -days_to_closure number 0..700; -closed boolean"
)

SHOES = (
    "sku id; product_photo image; title text; description text; brand category =Clarks,Ecco,Vans,Puma; "
    "shoe_type category =sneaker,boot,sandal,pump; colours category =black|white,red,brown,black,blue|white; "
    "list_price_eur number 15..400; sale_price_eur number 5..400; launch_date date; "
    "warehouse category =east,west; units_sold integer 0..9000; return_rate number 0..1; "
    "avg_stars number 1..5; discontinued boolean"
)

DAIRY = (
    "cow_tag id; udder_thermal image; barn_audio audio; neck_accel series; "
    "breed category =holstein,jersey,brown_swiss; parity integer 1..9; days_in_milk integer 1..420; "
    "feed_kg number 5..35; morning_milk_l number 0..30; evening_milk_l number 0..28; fat_pct number 2..7; "
    "somatic_cells integer 5..5000; lameness_score integer 1..5; mastitis boolean; ketosis boolean"
)

PAPERS = (
    "Doc_·_ID id; Page_·_Scan image; OCR_·_Text text; Summary text; Received date; Pages integer 1..90; "
    "Language category =en,de,fr,pl; Sender category =bank,court,supplier,client; "
    "Doc_·_Type category =invoice,contract,letter,reminder; Topics category =tax|labour,lease,tax,labour|lease; "
    "Urgency category =low,medium,high; Net_·_Amount number 0..90000; Gross_·_Amount number 0..110000; "
    "Signed boolean; Authenticity category =genuine,forged"
)

SEEN: tuple[Case, ...] = (
    # drones
    Case(
        "english16-drone-landing",
        DRONE,
        "Predict how far off the pad the drone lands, from the imu and the wind speed. RMSE.",
        "landing_error_m",
        "regression",
        "rmse",
    ),
    Case(
        "english16-drone-crash",
        DRONE,
        "need to know wether a flight ends in a crash. Crashes are rare so go by average precision, and dont use the "
        "pilot, thats not fair on them",
        "crashed",
        "binary",
        "average_precision",
        without="pilot",
    ),
    Case(
        "english16-drone-propeller",
        DRONE,
        "Tell me which propeller fault we have, using nothing but the motor current. Macro F1.",
        "propeller_fault",
        "multiclass",
        "f1_macro",
        only="motor_current",
    ),
    Case(
        "english16-drone-airtime",
        DRONE,
        "How many minutes will it stay in the air with a given payload and battery? I want a band, the 10th and the "
        "90th percentile, not a single guess.",
        "airtime_min",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english16-drone-onboard",
        DRONE,
        "Crash yes/no classifier for the flight controller: at most 200k parameters, under 15 ms per prediction.",
        "crashed",
        "binary",
        "",
        params=200_000,
        latency=15,
    ),
    # robot arm
    Case(
        "english16-arm-success",
        ARM,
        "Will the pick succeed? ROC AUC. Slip, failure mode and cycle time are only known afterwards, so leave them out.",
        "pick_success",
        "binary",
        "roc_auc",
        without="slip_mm failure_mode cycle_time_s",
    ),
    Case(
        "english16-arm-failure",
        ARM,
        "Classify the failure mode from the joint torque. Some modes hardly ever occur, so balanced accuracy.",
        "failure_mode",
        "multiclass",
        "balanced_accuracy",
    ),
    Case(
        "english16-arm-slip",
        ARM,
        "how many milimeters does the object slip in the gripper? median absolute error, and without the wrist camera "
        "pls, it's being taken off the robot",
        "slip_mm",
        "regression",
        "median_ae",
        without="wrist_camera",
    ),
    Case(
        "english16-arm-cycle",
        ARM,
        "Estimate the cycle time only from the mass of the object and the approach angle. MAPE is fine.",
        "cycle_time_s",
        "regression",
        "mape",
        only="object_mass_g approach_angle_deg",
    ),
    Case(
        "english16-arm-surface",
        ARM,
        "The arm should recognise what surface the object has, from the wrist camera image. Plain accuracy; the model "
        "may take up to 50 MB.",
        "surface",
        "multiclass",
        "accuracy",
        params=13107200,
    ),
    # trucks
    Case(
        "english16-truck-survival",
        TRUCK,
        "Model the time to failure of our trucks. Those that have not failed yet are censored (Failed is false, "
        "DaysToFailure is then the days observed so far). Concordance index.",
        "DaysToFailure Failed",
        "survival",
        "c_index",
    ),
    Case(
        "english16-truck-fuel",
        TRUCK,
        "Regress the fuel consumption on the rest, R squared, but leave out the depot.",
        "FuelPer100km",
        "regression",
        "r2",
        without="Depot",
    ),
    Case(
        "english16-truck-warnings",
        TRUCK,
        "Predict all the dashboard warnings that will light up on a truck, several can be on at once. Micro-averaged F1.",
        "Warnings",
        "multilabel",
        "f1_micro",
    ),
    Case(
        "english16-truck-flag",
        TRUCK,
        "Just flag whether a truck failed, yes or no; I don't care when. Log loss, because we want usable "
        "probabilities. Drivers' logs are private and must not go in.",
        "Failed",
        "binary",
        "log_loss",
        without="DriverLog",
    ),
    Case(
        "english16-truck-tread",
        TRUCK,
        "How many mm of tread are left on the tires? All we will have is mileage and engine hours, so use only these "
        "two. Mean absolute error.",
        "TyreTreadMm",
        "regression",
        "mae",
        only="Mileage EngineHours",
    ),
    # air sensors
    Case(
        "english16-air-gases",
        AIR,
        "We want both gases, NO2 and ozone, predicted by one model from the e-nose vector. Root mean squared error.",
        "no2_ppb o3_ppb",
        "multitarget",
        "rmse",
    ),
    Case(
        "english16-air-ozone",
        AIR,
        "Just ozone, I dont need the NO2 here. MAE. The firmware version must not be used as an input.",
        "o3_ppb",
        "regression",
        "mae",
        without="firmware",
    ),
    Case(
        "english16-air-smell",
        AIR,
        "Name the smell in the air at the station, weighted F1 score.",
        "odour",
        "multiclass",
        "f1_weighted",
    ),
    Case(
        "english16-air-alarm",
        AIR,
        "Will the station raise an alarm? Use only temperature, humidity and traffic, the e-nose is too expensive to "
        "put everywhere. Matthews correlation.",
        "alarm",
        "binary",
        "mcc",
        only="temperature_c humidity_pct traffic_per_h",
    ),
    Case(
        "english16-air-haze",
        AIR,
        "Can you guess the PM2.5 from the picture of the sky? The ranking of the days matters, not the exact values, "
        "so Spearman. Latitude and longitude are off limits.",
        "pm25",
        "regression",
        "spearman",
        without="lat lon",
    ),
    # wound clinic
    Case(
        "english16-wound-stage",
        WOUND,
        "Stage the ulcer from the photograph. Stages go I, II, III, IV from mild to severe; quadratic weighted kappa.",
        "ulcer_stage",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="I II III IV",
    ),
    Case(
        "english16-wound-infection",
        WOUND,
        "I would like to predict wound infection at the first visit, scored by F1. The dressing is chosen once an "
        "infection is suspected, so it leaks and has to stay out.",
        "infected",
        "binary",
        "f1",
        without="dressing",
    ),
    Case(
        "english16-wound-closure",
        WOUND,
        "Time until the wound closes; wounds still open at the last visit are censored, see the closed column. "
        "C-index please, and no ward.",
        "days_to_closure closed",
        "survival",
        "c_index",
        without="ward",
    ),
    Case(
        "english16-wound-probability",
        WOUND,
        "Probability that the wound is infected, from nothing but age, HbA1c and smoking status. Brier score.",
        "infected",
        "binary",
        "brier",
        only="age_years hba1c smoker",
    ),
    Case(
        "english16-wound-tablet",
        WOUND,
        "Ulcer stage as an ordered grade, on the ward tablet: no more than 5 million parameters. Don't feed it the "
        "nurse's note, she usually writes the stage down there.",
        "ulcer_stage",
        "ordinal",
        "",
        without="nurse_note",
        params=5_000_000,
    ),
    # shoe shop
    Case(
        "english16-shoes-sales",
        SHOES,
        "How many pairs will we sell of a new shoe? RMSLE. Stars and return rate don't exist yet when it is new, so "
        "don't use them.",
        "units_sold",
        "regression",
        "rmsle",
        without="avg_stars return_rate",
    ),
    Case(
        "english16-shoes-type",
        SHOES,
        "sort the shoes into sneaker, boot, sandal or pump by looking at the product photo. accuracy",
        "shoe_type",
        "multiclass",
        "accuracy",
    ),
    Case(
        "english16-shoes-colours",
        SHOES,
        "Tag every shoe with all its colors, only from the picture. The title often spells the colour out but that is "
        "exactly what we can't rely on.",
        "colours",
        "multilabel",
        "",
        only="product_photo",
    ),
    Case(
        "english16-shoes-search",
        SHOES,
        "A customer types a description and we show the matching product photo. The right photo should be among the "
        "top ten, so recall@10.",
        "product_photo",
        "retrieval",
        "recall_at_10",
    ),
    Case(
        "english16-shoes-returns",
        SHOES,
        "My wife thinks it's the brand, I think it's the price. Anyway: predict the share of pairs that come back to us, "
        "mean absolute error, and ignore the warehouse.",
        "return_rate",
        "regression",
        "mae",
        without="warehouse",
    ),
    # dairy
    Case(
        "english16-dairy-mastitis",
        DAIRY,
        "Detect mastitis from the thermal picture of the udder. F1. Leave out the somatic cell count, the vet makes "
        "the diagnosis from it.",
        "mastitis",
        "binary",
        "f1",
        without="somatic_cells",
    ),
    Case(
        "english16-dairy-milkings",
        DAIRY,
        "Forecast morning milk and evening milk together, two numbers per cow. R2.",
        "morning_milk_l evening_milk_l",
        "multitarget",
        "r2",
    ),
    Case(
        "english16-dairy-illness",
        DAIRY,
        "For each cow say whether she has mastitis and whether she has ketosis, one model for both flags, macro F1.",
        "mastitis ketosis",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "english16-dairy-lameness",
        DAIRY,
        "Predict the lameness score from the neck accelerometer alone, mean abs. error. Has to fit in 64 MB on "
        "the collar gateway.",
        "lameness_score",
        "regression",
        "mae",
        only="neck_accel",
        memory=64,
    ),
    Case(
        "english16-dairy-fat",
        DAIRY,
        "Fat percentage of the milk from breed, parity, days in milk and feed. Mean squared error. No sound recordings, "
        "the microphone is broken half of the time.",
        "fat_pct",
        "regression",
        "rmse",
        without="barn_audio",
    ),
    # documents
    Case(
        "english16-papers-type",
        PAPERS,
        "Incoming mail: decide what type of document it is from the scan and the OCR text. F1 macro, and max 300 ms "
        "per document.",
        "Doc_·_Type",
        "multiclass",
        "f1_macro",
        latency=300,
    ),
    Case(
        "english16-papers-topics",
        PAPERS,
        "Assign the topics to a document, it can have more than one. Do not use the summary, a clerk writes it after "
        "the topics are set. Micro F1.",
        "Topics",
        "multilabel",
        "f1_micro",
        without="Summary",
    ),
    Case(
        "english16-papers-urgency",
        PAPERS,
        "How urgent is a letter: low, medium or high, in that order. Quadratically weighted kapa. Dont look at who sent it.",
        "Urgency",
        "ordinal",
        "cohen_kappa_quadratic",
        without="Sender",
        levels="low medium high",
    ),
    Case(
        "english16-papers-forgery",
        PAPERS,
        "Spot forged documents by the page scan only. 'forged' is the positive class; area under the precision-recall "
        "curve.",
        "Authenticity",
        "binary",
        "average_precision",
        only="Page_·_Scan",
        positive="forged",
    ),
    Case(
        "english16-papers-find",
        PAPERS,
        "Given a summary, find the page scan that it belongs to. MRR.",
        "Page_·_Scan",
        "retrieval",
        "mrr",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "english16-air-unclear",
        AIR,
        "Predict the particulate matter from the sky photo, RMSE. One number is enough.",
        "",
        "",
        "",
        ask="pm25 pm10",
    ),
    Case(
        "english16-shoes-unclear",
        SHOES,
        "I want to predict the price of a shoe from its photo and title.",
        "",
        "",
        "",
        ask="list_price_eur sale_price_eur",
    ),
    Case(
        "english16-dairy-unclear",
        DAIRY,
        "Predict the milk of one milking from the feed and the days in milk, MAE please.",
        "",
        "",
        "",
        ask="morning_milk_l evening_milk_l",
    ),
    Case(
        "english16-papers-unclear",
        PAPERS,
        "Read the amount off the document, mean absolute error.",
        "",
        "",
        "",
        ask="Net_·_Amount Gross_·_Amount",
    ),
)

KNOWN = {}
"""What is misread, by its fields."""
