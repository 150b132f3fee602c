"""Statements in English, written before their author had read the rules."""

from statement_suite import Case

WARD = """patient_id id; admitted date; heart_rate number; lactate number 0.3..18;
 chest_xray image; nurse_note text; ward category =A,B,C;
 label category =draft,reviewed; sepsis boolean"""
SHOP = """sku id; photo image; title text; brand category =Aro,Belk,Cima;
 list_price number; discount number; score number; units_sold integer 0..900"""
FIELD = """field_id id; drone image; soil_ph number; rain_mm number;
 variety category =A12,B7,C3; yield_t_ha number;
 disease category =none,rust,blight,mildew"""
GRID = """ts date; temp_c number; wind_ms number; price_eur_mwh number; holiday boolean;
 solar_mw number; load_mw number"""
PARCEL = """parcel_no id; carrier category =DPP,UPX,GLT; weight_kg number;
 from_lat latitude; from_lon longitude; remarks text; delay_minutes number;
 lost boolean"""
CLAIM = """claim_id id; policy_no integer 100000..999999; photo image; description text;
 vehicle_age integer 0..25; region category =N,S,E,W; claim_amount number;
 fraud category =yes,no"""
GALAXY = """obj_id id; cutout image; spectrum series; mag_g number; mag_r number;
 redshift number; morphology category =spiral,elliptical,irregular"""
COURSE = """student id; essay text; hours number; attendance number;
 midterm integer 0..100; grade category =F,D,C,B,A; dropped_out boolean"""
WELD = """part id; camera image; current series; torque number;
 defects category =crack|pore,pore,crack,none,pore|spatter,spatter; scrap boolean"""
ARM = """wrist_cam image; torques vector; scan points; object category =cup,box,tool;
 grip_success boolean; slip_mm number"""
SONG = """track id; clip audio; lyrics text; tempo number; year integer 1970..2020;
 genres category =rock|pop,pop,rock,jazz|pop,jazz,folk; plays integer 0..90000"""
FLAT = """listing id; photo image; blurb text; sqm number; floor integer 0..30;
 asking_price number; sold_price number; days_listed integer 0..400"""
REEF = """dive id; photo image; depth_m number; temp_c number; coral boolean;
 algae boolean; sponge boolean; bleaching category =mild,severe,none,moderate"""
LOAN = """loan_id id; income number; purpose text; employer category =a,b,c,d;
 interest_rate number; months_observed number 1..84; defaulted boolean"""
MATCH = """home category =a,b,c,d; away category =a,b,c,d; gps series; rain boolean;
 home_goals integer 0..8; away_goals integer 0..8"""
BUS = """trip id; stop category =s1,s2,s3; route category =r1,r2,r3; scheduled date;
 dwell_s number; crowding category =empty,seats,standing,full; arrival_delay_s number"""
FIGURES = "doi id; figure image; caption text; year integer 2001..2020"
PUMP = "pump id; vibration series; oil_temp number; hours_run number; failed boolean"
TRIAL = """subject id; mri image; ecg series; age integer 20..90;
 sex category =f,m; response category =relapse,stable,remission;
 systolic number; diastolic number"""

SEEN = (
    Case(
        "sepsis",
        WARD,
        "Hi, could you please build something that flags sepsis from "
        "the chest x-ray, the nurse's note and the vitals? Missing a case is the worst "
        "thing that can happen, so judge it by sensitivity.",
        "sepsis",
        "binary",
        "recall",
    ),
    Case(
        "sepsis-label",
        WARD,
        "predict sepsis; the column label only says whether the "
        "record was reviewed, ignore it. AUROC please",
        "sepsis",
        "binary",
        "roc_auc",
        without="label",
        positive="1",
    ),
    Case(
        "lactate",
        WARD,
        "Estimate the lactate level without drawing blood, i.e. from "
        "everything but the sepsis flag. Error in mmol/l, mean absolute.",
        "lactate",
        "regression",
        "mae",
        without="sepsis",
    ),
    Case(
        "units",
        SHOP,
        "forecast how many units we will have sold, from photo title "
        "and prices, RMSLE",
        "units_sold",
        "regression",
        "rmsle",
    ),
    Case(
        "units-typo",
        SHOP,
        "Predct units_sold form the photo and the titel, dont use " "discount",
        "units_sold",
        "regression",
        without="discount",
    ),
    Case(
        "brand",
        SHOP,
        "Which brand is it? Pictures only. Top priority: every brand "
        "counts equally (macro F1). Model must stay below 2M parameters.",
        "brand",
        "multiclass",
        "f1_macro",
        only="photo",
        params=2_000_000,
    ),
    Case(
        "disease",
        FIELD,
        "classify crop disease from drone images, soil pH and rain; "
        "do not use the yield, we don't know it in time",
        "disease",
        "multiclass",
        without="yield_t_ha",
    ),
    Case(
        "yield",
        FIELD,
        "I'd like to know the expected yield in t/ha per field, along "
        "with the 10% and 90% quantiles. Ignore disease.",
        "yield_t_ha",
        "regression",
        "mae pinball",
        without="disease",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "load",
        GRID,
        "Day-ahead load forecast (MW) using weather and calendar, without "
        "prices. MAPE is what our traders look at.",
        "load_mw",
        "regression",
        "mape",
        without="price_eur_mwh",
    ),
    Case(
        "load-and-solar",
        GRID,
        "predict both load_mw and solar_mw jointly",
        "solar_mw load_mw",
        "multitarget",
    ),
    Case(
        "delay",
        PARCEL,
        "How many minutes late will a parcel be? Use where it comes "
        "from, its weight, the carrier and the remarks. R squared. At most 5 ms per "
        "parcel on a CPU.",
        "delay_minutes",
        "regression",
        "r2",
        latency=5.0,
    ),
    Case(
        "lost",
        PARCEL,
        "will a parcel get lost, yes or no? delay_minutes must not be "
        "used, it is only known afterwards. PR-AUC",
        "lost",
        "binary",
        "average_precision",
        without="delay_minutes",
    ),
    Case(
        "fraud",
        CLAIM,
        "Detect fraudulent claims from photo + description, policy_no is "
        "just a number, leave it out. precision matters most",
        "fraud",
        "binary",
        "precision",
        positive="yes",
        without="policy_no",
    ),
    Case(
        "claim-amount",
        CLAIM,
        "What will this claim cost us? (claim_amount, in EUR, "
        "root mean squared error) Not allowed: region, for legal reasons. Nor "
        "policy_no or fraud.",
        "claim_amount",
        "regression",
        "rmse",
        without="region policy_no fraud",
    ),
    Case(
        "redshift",
        GALAXY,
        "photo-z: regress redshift on cutouts and the two " "magnitudes, no spectra",
        "redshift",
        "regression",
        without="spectrum",
    ),
    Case(
        "morphology",
        GALAXY,
        "galaxy morphology from image and spectrum, under 500k "
        "params and 2 GB of memory, MCC",
        "morphology",
        "multiclass",
        "mcc",
        params=500_000,
        memory=2048,
    ),
    Case(
        "grade",
        COURSE,
        "Predict the final grade (F < D < C < B < A) from the essay, "
        "study hours and attendance. Being off by two grades is worse than by one.",
        "grade",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        levels="F D C B A",
    ),
    Case(
        "dropout",
        COURSE,
        "who's going to drop out? we care about F1. use everything "
        "except the midterm and the grade",
        "dropped_out",
        "binary",
        "f1",
        without="midterm grade",
    ),
    Case(
        "defects",
        WELD,
        "Tag each weld with all of its defects (a part can have "
        "several, separated by |), from camera and current. micro-averaged F1",
        "defects",
        "multilabel",
        "f1_micro",
        separator="|",
    ),
)

UNCLEAR: tuple[Case, ...] = ()
