"""Forty-four statements in English by people who had never seen the reader: a vet, a
wind farm, wines and trees; a bakery, a skin clinic, drones and recycling.

Read when they were written: 17 and 18 of 22 right; one had another target without a
word, two kept a column that they exclude. Then mended: questions listed at the head of
a sentence that forbids them; numbers with their units in names ("power in 1 h"); both
ends of a scale; the only column with a date called the date; a metric named beside one
that is implied; what a thing is asked for each of.
"""

from statement_suite import Case

ENGLISH1_VET = """visit_id id; xray image; vet_notes text; species category =dog,cat,rabbit,ferret;
 age_months integer 2..220; weight_kg number; heart_rate integer 50..260; neutered boolean;
 vet_name category =Moss,Patel,Kerr; diagnosis category =fracture,arthritis,foreign_body,normal;
 admitted boolean; nights_stayed integer 0..14; bill_gbp number"""

ENGLISH1_WIND = """record_id id; timestamp date; turbine category =T01,T02,T03,T04; vibration series;
 blade_photo image; wind_speed_ms number; wind_dir_deg number; air_temp_c number; gearbox_temp_c number;
 power_in_10min_kw number; power_in_1h_kw number; fault boolean;
 fault_code category =none,pitch,yaw,gearbox,converter; technician_log text"""

ENGLISH1_WINE = """lot_id id; label_photo image; tasting_note text; country category =FR,IT,ES,PT,ZA;
 grape category =syrah,merlot,riesling,tempranillo; vintage integer 1998..2023; alcohol_pct number;
 residual_sugar number; transit_days integer 5..60; critic_points integer 80..100;
 buyer_grade category =poor,fair,good,excellent; import_price number; retail_price number; corked boolean"""

ENGLISH1_TREES = """tree_id id; crown_photo image; lidar points; lat latitude; lon longitude;
 species category =plane,lime,oak,birch; planted_year integer 1890..2022; height_m number; trunk_cm number;
 soil category =clay,sand,loam; pests category =aphids,aphids|moth,moth|canker,canker;
 condition category =dead,poor,fair,good; years_observed number; felled boolean"""

BAKERY = """row_id id; shelf_photo image; manager_note text;
 shop category =harbour,market,station,mill; product category =rye,croissant,baguette,bun;
 date date; baked_pieces integer 0..240; sold_pieces integer 0..240;
 leftover_pieces integer 0..120; sold_out boolean; waste_cost_eur number;
 temperature_c number; price_eur number; shift_lead category =petra,omar,julia,sven,ines"""
SKIN = """lesion_id id; dermoscopy image; overview_photo image; history text;
 age integer 1..95; sex category =f,m; body_site category =head,trunk,arm,leg;
 diameter_mm number; skin_type integer 1..6; malignant boolean;
 diagnosis category =nevus,melanoma,bcc,keratosis; biopsy_result text; excised boolean;
 itch_severity category =none,mild,moderate,severe"""
DRONE = """plot_id id; rgb_tile image; multispectral vector; flown_on date;
 latitude latitude; longitude longitude; crop category =wheat,barley,maize,rapeseed;
 soil_note text; nitrogen_kg_ha number; -yield_t_ha number; -protein_pct number;
 -harvest_moisture_pct number; -disease category =rust,mildew,septoria,rust|mildew,mildew|septoria;
 -weed_pressure category =low,medium,high"""
RECYCLING = """item_id id; belt_camera image; nir_spectrum vector; drop_sound audio;
 weight_g number; line category =A,B,C; operator category =op1,op2,op3,op4,op5;
 captured_at date; material category =pet,hdpe,paper,glass,metal; contaminated boolean;
 sorted_bin category =bin1,bin2,bin3,bin4,bin5; resale_eur number; jam_within_hour boolean;
 plant_code constant"""

SEEN = (
    Case(
        "english1-vet-admitted",
        ENGLISH1_VET,
        "Which animals end up being admitted? Nights stayed and the bill are obviously only known afterwards, so leave them out. AUC please.",
        "admitted",
        "binary",
        "roc_auc",
        without="nights_stayed bill_gbp",
    ),
    Case(
        "english1-vet-diagnosis",
        ENGLISH1_VET,
        "diagnosis from the x-ray only, macro F1",
        "diagnosis",
        "multiclass",
        "f1_macro",
        only="xray",
    ),
    Case(
        "english1-vet-nights",
        ENGLISH1_VET,
        "How many nights will a patient stay with us? Don't use the bill, it's only made up at discharge.",
        "nights_stayed",
        "regression",
        without="bill_gbp",
    ),
    Case(
        "english1-vet-bill",
        ENGLISH1_VET,
        "We get a lot of complaints at the front desk about surprise invoices, so we'd like to tell owners up front what they'll pay."
        " Please estimate the bill from the notes, the x-ray and the basics like species, age and weight. The number of nights, whether"
        " the animal was admitted and which vet saw it shouldn't count.",
        "bill_gbp",
        "regression",
        without="nights_stayed admitted vet_name",
    ),
    Case(
        "english1-vet-quantiles",
        ENGLISH1_VET,
        "Give me the 10th and the 90th percentile of the final bill (pinball loss). The vet's name must not be used.",
        "bill_gbp",
        "regression",
        "pinball",
        without="vet_name",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english1-wind-fault",
        ENGLISH1_WIND,
        "fault yes/no, average precision. The fault code and the technician's log are filled in after the event, so they're not allowed",
        "fault",
        "binary",
        "average_precision",
        without="fault_code technician_log",
    ),
    Case(
        "english1-wind-code",
        ENGLISH1_WIND,
        "Classify the fault code using vibration and blade photo. Ignore the fault flag and the log of the technician.",
        "fault_code",
        "multiclass",
        without="fault technician_log",
    ),
    Case(
        "english1-wind-both",
        ENGLISH1_WIND,
        "forecast power in 10 min and power in 1 h, both with one model",
        "power_in_10min_kw power_in_1h_kw",
        "multitarget",
    ),
    Case(
        "english1-wind-gearbox",
        ENGLISH1_WIND,
        "can u predict the gearbox temprature from the vibration signal? RMSE. which turbine it is shouldnt matter so drop that column",
        "gearbox_temp_c",
        "regression",
        "rmse",
        without="turbine",
    ),
    Case(
        "english1-wind-hour",
        ENGLISH1_WIND,
        "Predict the power one hour ahead. It has to run on the turbine controller: under 50 ms per prediction and no more than 2 million parameters.",
        "power_in_1h_kw",
        "regression",
        params=2_000_000,
        latency=50,
    ),
    Case(
        "english1-wine-points",
        ENGLISH1_WINE,
        "Predict the critics' points, as a number, from the tasting note and the label. Spearman correlation is what we look at.",
        "critic_points",
        "regression",
        "spearman",
    ),
    Case(
        "english1-wine-grade",
        ENGLISH1_WINE,
        "buyer grade (poor < fair < good < excellent), quadratic weighted kappa, don't look at either of the prices",
        "buyer_grade",
        "ordinal",
        "cohen_kappa_quadratic",
        without="import_price retail_price",
        levels="poor fair good excellent",
    ),
    Case(
        "english1-wine-corked",
        ENGLISH1_WINE,
        "Is the bottle corked? What matters most to us is catching the bad ones, so go by recall. Critic points and buyer grade are given"
        " after opening the bottle and therefore can't be inputs.",
        "corked",
        "binary",
        "recall",
        without="critic_points buyer_grade",
    ),
    Case(
        "english1-wine-retail",
        ENGLISH1_WINE,
        "What should we charge in the shop? Model the retail price please.",
        "retail_price",
        "regression",
    ),
    Case(
        "english1-wine-grape",
        ENGLISH1_WINE,
        "Guess the grape, using nothing but the tasting note",
        "grape",
        "multiclass",
        only="tasting_note",
    ),
    Case(
        "english1-trees-felled",
        ENGLISH1_TREES,
        "How long until a tree gets felled? It's a survival problem: time is years_observed, the event is felled. C-index.",
        "years_observed felled",
        "survival",
        "c_index",
    ),
    Case(
        "english1-trees-pests",
        ENGLISH1_TREES,
        "Which pests does each tree have? There can be more than one. Macro-averaged F1, and please leave the coordinates out of it.",
        "pests",
        "multilabel",
        "f1_macro",
        without="lat lon",
    ),
    Case(
        "english1-trees-species",
        ENGLISH1_TREES,
        "Species from the crown photo and the lidar scan, just those two.",
        "species",
        "multiclass",
        only="crown_photo lidar",
    ),
    Case(
        "english1-trees-size",
        ENGLISH1_TREES,
        "Estimate tree height and trunk diameter together, R2",
        "height_m trunk_cm",
        "multitarget",
        "r2",
    ),
    Case(
        "english1-trees-condition",
        ENGLISH1_TREES,
        "I need the condition of every tree on the scale from dead to good. Whether it was felled and how many years it was observed"
        " we don't know for new trees, so without those.",
        "condition",
        "ordinal",
        without="felled years_observed",
        levels="dead poor fair good",
    ),
    Case(
        "english2-bakery-sold",
        BAKERY,
        "How many pieces will we sell? Please don't use the leftovers, the sold out flag"
        " or the waste cost, we only know those in the evening. Mean absolute error",
        "sold_pieces",
        "regression",
        "mae",
        without="leftover_pieces sold_out waste_cost_eur",
    ),
    Case(
        "english2-bakery-soldout",
        BAKERY,
        "sold out yes/no, AUC, without sold_pieces, leftover_pieces and waste_cost_eur",
        "sold_out",
        "binary",
        "roc_auc",
        without="sold_pieces leftover_pieces waste_cost_eur",
    ),
    Case(
        "english2-bakery-leftover",
        BAKERY,
        "Hi! I run four bakeries with my brother and we throw away far too much. I'd like"
        " to know how many pieces are left over at closing time, so that we can bake less."
        " Don't let it see the sold pieces, the waste cost or whether we sold out, and"
        " keep the name of the shift lead out of it too. RMSE is fine, I'm told.",
        "leftover_pieces",
        "regression",
        "rmse",
        without="sold_pieces waste_cost_eur sold_out shift_lead",
    ),
    Case(
        "english2-bakery-shelf",
        BAKERY,
        "Which product is on the shelf? Only the photo, nothing else. accuracy",
        "product",
        "multiclass",
        "accuracy",
        only="shelf_photo",
    ),
    Case(
        "english2-bakery-waste",
        BAKERY,
        "cost of waste in euros, max 2 million parameters, leave out the leftover pieces",
        "waste_cost_eur",
        "regression",
        without="leftover_pieces",
        params=2_000_000,
    ),
    Case(
        "english2-skin-malignant",
        SKIN,
        "Malignant or not. Sensitivity is what counts. Biopsy result, diagnosis and"
        " excised must not be used.",
        "malignant",
        "binary",
        "recall",
        without="biopsy_result diagnosis excised",
    ),
    Case(
        "english2-skin-diagnosis",
        SKIN,
        "Suggest a diagnosis from the dermoscopy image and the patient's history, scored"
        " by macro F1. At that point we have no biopsy result, and we don't know yet"
        " whether the lesion is malignant or will be excised, so none of these three as"
        " input.",
        "diagnosis",
        "multiclass",
        "f1_macro",
        without="biopsy_result malignant excised",
    ),
    Case(
        "english2-skin-itch",
        SKIN,
        "how bad is the itching (none < mild < moderate < severe), quadratic weighted kappa",
        "itch_severity",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="none mild moderate severe",
    ),
    Case(
        "english2-skin-diameter",
        SKIN,
        "Estimate the diameter of the lesion in mm using nothing but the dermoscopy image"
        " and the overview photo. Median absolute error.",
        "diameter_mm",
        "regression",
        "median_ae",
        only="dermoscopy overview_photo",
    ),
    Case(
        "english2-skin-excised",
        SKIN,
        "I'm a GP in a small village practice. Will the lesion end up being excised? No"
        " biopsy text please, and not the diagnosis or the malignant flag either. It has"
        " to answer within 200 ms on my tablet.",
        "excised",
        "binary",
        without="biopsy_result diagnosis malignant",
        latency=200,
    ),
    Case(
        "english2-drone-yield",
        DRONE,
        "yield per hectare, R2",
        "yield_t_ha",
        "regression",
        "r2",
    ),
    Case(
        "english2-drone-both",
        DRONE,
        "Predict yield and protein together from the drone images, RMSE",
        "yield_t_ha protein_pct",
        "multitarget",
        "rmse",
    ),
    Case(
        "english2-drone-disease",
        DRONE,
        "which diseases are in the plot? there can be several at once. macro f1, and dont"
        " use latitude or longitude",
        "disease",
        "multilabel",
        "f1_macro",
        without="latitude longitude",
    ),
    Case(
        "english2-drone-weeds",
        DRONE,
        "I need the weed pressure, an ordered scale from low over medium to high. Please"
        " ignore the soil note and the amount of nitrogen.",
        "weed_pressure",
        "ordinal",
        without="soil_note nitrogen_kg_ha",
        levels="low medium high",
    ),
    Case(
        "english2-drone-moisture",
        DRONE,
        "My grandfather wants to know how moist the grain will be at harvest, so he can"
        " book the dryer. Average absolute error is fine. The date of the flight should"
        " not be used, next year is a different year.",
        "harvest_moisture_pct",
        "regression",
        "mae",
        without="flown_on",
    ),
    Case(
        "english2-recycling-material",
        RECYCLING,
        "what materiel is it? balanced accuracy. dont cheat with the bin it was sorted into",
        "material",
        "multiclass",
        "balanced_accuracy",
        without="sorted_bin",
    ),
    Case(
        "english2-recycling-contaminated",
        RECYCLING,
        "contaminated items, average precision, belt camera and nir spectrum only",
        "contaminated",
        "binary",
        "average_precision",
        only="belt_camera nir_spectrum",
    ),
    Case(
        "english2-recycling-jam",
        RECYCLING,
        "Will the belt jam within the next hour? Missing a jam costs us a lot more than a"
        " false alarm, so take F2. The operator must not play any role, the works council"
        " insists on that.",
        "jam_within_hour",
        "binary",
        "f2",
        without="operator",
    ),
    Case(
        "english2-recycling-resale",
        RECYCLING,
        "Guess the resale value of each item from everything we have. RMSLE.",
        "resale_eur",
        "regression",
        "rmsle",
    ),
    Case(
        "english2-recycling-sound",
        RECYCLING,
        "Recognise the material by the sound it makes when it drops, just the sound. Must"
        " fit in 1 GB of memory and take no more than 30 ms per item.",
        "material",
        "multiclass",
        only="drop_sound",
        latency=30,
        memory=1024,
    ),
)

UNCLEAR = (
    Case(
        "english1-wind-power",
        ENGLISH1_WIND,
        "predict the power of the turbine, MAE",
        ask="power_in_10min_kw power_in_1h_kw",
    ),
    Case(
        "english1-wine-price",
        ENGLISH1_WINE,
        "I'd like an estimate of the price for every lot.",
        ask="import_price retail_price",
    ),
    Case(
        "english2-bakery-vague",
        BAKERY,
        "predict the number of pieces per shop and day, MAE",
        ask="baked_pieces sold_pieces leftover_pieces",
    ),
    Case(
        "english2-drone-vague",
        DRONE,
        "Predict the percentage for every plot, RMSE please",
        ask="protein_pct harvest_moisture_pct",
    ),
)
