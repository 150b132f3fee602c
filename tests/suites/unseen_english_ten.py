"""Forty-four statements by somebody who had never seen the reader: a garage, hotels, wind,
vets, a museum, couriers, claims, plants. First reading: 39 right, 1 with another target,
none guessed.
"""

from statement_suite import Case

GARAGE = """job_no id; damage_photo image; engine_sound audio; complaint text;
 make category =toyota,ford,vw,bmw; model_year integer 1998..2024; mileage_km number;
 mechanic category =ann,bob,carl,dina; quoted_price number; parts_cost number;
 labour_hours number; final_bill number;
 fault category =brakes,engine,electrics,suspension,exhaust; came_back boolean"""

HOTEL = """booking_id id; room_photo image; guest_request text; lead_days integer 0..400;
 nights integer 1..21; adults integer 1..4; room_type category =single,double,suite;
 channel category =web,phone,agency; nightly_rate number;
 guest_country category =de,fr,uk,us; cancelled boolean;
 cleanliness_score integer 1..10; staff_score integer 1..10; -refund_paid number"""

TURBINE = """turbine_id id; inspected_on date; blade_photo image; nacelle_sound audio;
 power_curve series; wind_speed number; gearbox_temp number; generator_temp number;
 technician_note text; site category =north,coast,hill;
 manufacturer category =vestas,siemens,nordex; days_to_failure number; failed boolean;
 blade_damage category =none,light,moderate,severe"""

VET = """visit_id id; xray image; heart_sound audio; history text;
 species category =dog,cat,rabbit; age_years number; weight_kg number;
 vet category =meyer,lopez,khan;
 symptoms category =cough|fever,limp,vomiting|fever,cough|itch;
 diagnosis category =arthritis,infection,parasites,heart; pain_grade integer 0..4;
 stay_days integer 0..14; survived boolean; -discharge_note text"""


MUSEUM = """item_id id; front_photo image; scan_3d points; catalogue_text text;
 material category =bronze,clay,wood,iron;
 culture category =roman,greek,celtic,egyptian; year_made integer 100..1900;
 year_acquired integer 1850..2020; weight_g number; insured_value number;
 auction_value number; condition category =poor,fair,good,excellent;
 on_display boolean; curator category =hall,ito,novak"""

COURIER = """order_id id; doorstep_photo image; customer_note text; gps_trace series;
 pickup_lat latitude; pickup_lon longitude; courier category =amir,bea,chen,dora;
 vehicle category =bike,scooter,car; distance_km number; ordered_at date;
 delivery_minutes number; late boolean; tip_amount number;
 customer_stars integer 1..5"""

CLAIMS = """claim_no id; damage_photo image; police_report text; phone_call audio;
 policy_type category =home,car,travel; customer_age integer 18..95;
 gender category =f,m; claimed_amount number; handler category =jones,patel,weber;
 perils category =fire|smoke,water,theft|vandalism,storm|water; currency constant;
 -paid_amount number; -days_to_close number; -fraud boolean"""

NURSERY = """plant_id id; leaf_photo image; growth_video video; soil_spectrum vector;
 grower_note text; species category =rose,lavender,maple,fern;
 greenhouse category =g1,g2,g3; pot_size_l number; watering_per_week integer 1..7;
 shoot_length_cm number; root_length_cm number; has_disease boolean;
 sale_price number; sold boolean"""
_FIRST = (
    Case(
        "english11-garage-hours",
        GARAGE,
        "How many hours of labour will a car need? MAE please. The final bill and the"
        " parts cost are only known once the job is finished, so leave them out.",
        "labour_hours",
        "regression",
        "mae",
        without="final_bill parts_cost",
    ),
    Case(
        "english11-garage-fault",
        GARAGE,
        "guess the fault from the engine noise and what the customer complains about,"
        " macro F1",
        "fault",
        "multiclass",
        "f1_macro",
    ),
    Case(
        "english11-garage-back",
        GARAGE,
        "will the car come back? AUC. dont use the mechanic, we dont want to blame"
        " anyone",
        "came_back",
        "binary",
        "roc_auc",
        without="mechanic",
    ),
    Case(
        "english11-garage-bill",
        GARAGE,
        "Estimate the final bill using only the photo of the damage.",
        "final_bill",
        "regression",
        only="damage_photo",
    ),
    Case(
        "english11-garage-two",
        GARAGE,
        "Predict labour hours and parts cost together. Who did the work should not be"
        " used, and the final bill isn't known yet at that point either.",
        "labour_hours parts_cost",
        "multitarget",
        without="mechanic final_bill",
    ),
    Case(
        "english11-hotel-cancel",
        HOTEL,
        "which bookings get cancelled? the refund obviously gives it away so ignore it."
        " ROC AUC",
        "cancelled",
        "binary",
        "roc_auc",
        without="refund_paid",
    ),
    Case(
        "english11-hotel-rate",
        HOTEL,
        "nightly rate, but without the guest's country",
        "nightly_rate",
        "regression",
        without="guest_country",
    ),
    Case(
        "english11-hotel-room",
        HOTEL,
        "Tell the room type from the picture of the room and nothing else.",
        "room_type",
        "multiclass",
        only="room_photo",
    ),
    Case(
        "english11-hotel-nights",
        HOTEL,
        "Hi! I run a small hotel and for planning the cleaning shifts I'd like to know"
        " how many nights people are going to stay, mean absolute error is fine."
        " Whether they cancelled and the two scores come later, so those can't be used.",
        "nights",
        "regression",
        "mae",
        without="cancelled cleanliness_score staff_score",
    ),
    Case(
        "english11-hotel-logloss",
        HOTEL,
        "Probablity that a booking is cancelled, log loss, at most 2 million parameters."
        " Please leave out the channel it came through.",
        "cancelled",
        "binary",
        "log_loss",
        without="channel",
        params=2_000_000,
    ),
    Case(
        "english11-turbine-survival",
        TURBINE,
        "Survival analysis: days to failure is the time, failed says whether it really"
        " broke down or was still running. Concordance index.",
        "days_to_failure failed",
        "survival",
        "c_index",
    ),
    Case(
        "english11-turbine-blade",
        TURBINE,
        "How bad is the damage to the blades? Four grades from none, light, moderate to"
        " severe. Quadratic weighted kappa.",
        "blade_damage",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="none light moderate severe",
    ),
    Case(
        "english11-turbine-hear",
        TURBINE,
        "Can one tell from the nacelle sound alone if a turbine has failed? average"
        " precision",
        "failed",
        "binary",
        "average_precision",
        only="nacelle_sound",
    ),
    Case(
        "english11-turbine-gearbox",
        TURBINE,
        "Estimate the gearbox temperature. A prediction has to come in under 20 ms. Don't"
        " use the generator temperature, it's practically the same reading.",
        "gearbox_temp",
        "regression",
        without="generator_temp",
        latency=20,
    ),
    Case(
        "english11-turbine-temps",
        TURBINE,
        "gearbox temp and generator temp in one model pls, skip the technicians' notes",
        "gearbox_temp generator_temp",
        "multitarget",
        without="technician_note",
    ),
    Case(
        "english11-vet-survive",
        VET,
        "Will the animal survive? F1 score. The discharge note is written afterwards and"
        " must not be used.",
        "survived",
        "binary",
        "f1",
        without="discharge_note",
    ),
    Case(
        "english11-vet-diagnosis",
        VET,
        "diagnosis from x-ray, heart sound and history. leave out how many days they"
        " stayed and whether they survived",
        "diagnosis",
        "multiclass",
        without="stay_days survived",
    ),
    Case(
        "english11-vet-symptoms",
        VET,
        "Which symptoms does the animal show? Several can apply at once. Macro-averaged"
        " F1. The vet makes the diagnosis out of the symptoms, so the diagnosis"
        " shouldn't go in.",
        "symptoms",
        "multilabel",
        "f1_macro",
        without="diagnosis",
    ),
    Case(
        "english11-vet-stay",
        VET,
        "How many days wil the animal have to stay with us? It should not know which vet"
        " it was.",
        "stay_days",
        "regression",
        without="vet",
    ),
    Case(
        "english11-vet-pain",
        VET,
        "Predict the pain grade, 0 to 4, ordered, 4 is the worst.",
        "pain_grade",
        "ordinal",
    ),
)


_FIRST_UNCLEAR = (
    Case(
        "english11-hotel-score",
        HOTEL,
        "predict the score the guest will give",
        ask="cleanliness_score staff_score",
    ),
    Case(
        "english11-turbine-temperature",
        TURBINE,
        "Predict the temperature, MAE, without the sound.",
        ask="gearbox_temp generator_temp",
    ),
)

_SECOND = (
    Case(
        "english11-museum-culture",
        MUSEUM,
        "Which culture does the piece come from? Use the 3D scan and the photo only.",
        "culture",
        "multiclass",
        only="scan_3d front_photo",
    ),
    Case(
        "english11-museum-made",
        MUSEUM,
        "what year was it made, median absolute error. the catalogue text often gives the"
        " date so keep that out",
        "year_made",
        "regression",
        "median_ae",
        without="catalogue_text",
    ),
    Case(
        "english11-museum-condition",
        MUSEUM,
        "Grade the condition of each object, ordered poor < fair < good < excellent.",
        "condition",
        "ordinal",
        levels="poor fair good excellent",
    ),
    Case(
        "english11-museum-search",
        MUSEUM,
        "Given the photo of an item, find the catalogue text that belongs to it. Just"
        " those two columns, nothing else. Recall@10.",
        "catalogue_text",
        "retrieval",
        "recall_at_10",
        only="front_photo catalogue_text",
    ),
    Case(
        "english11-museum-insured",
        MUSEUM,
        "insured value, RMSLE, not using the auction value or the curator",
        "insured_value",
        "regression",
        "rmsle",
        without="auction_value curator",
    ),
    Case(
        "english11-courier-late",
        COURIER,
        "late deliveries, PR AUC. using the delivery minutes would be cheating",
        "late",
        "binary",
        "average_precision",
        without="delivery_minutes",
    ),
    Case(
        "english11-courier-minutes",
        COURIER,
        "How many minutes does the delivery take? Whether it was late, the stars and the"
        " tip are only known afterwards, same for the photo of the doorstep, so none of"
        " these as inputs please.",
        "delivery_minutes",
        "regression",
        without="late customer_stars tip_amount doorstep_photo",
    ),
    Case(
        "english11-courier-quantiles",
        COURIER,
        "I need the 10% and 90% quantiles of the delivery minutes, pinball loss. The"
        " courier is not to play a role.",
        "delivery_minutes",
        "regression",
        "pinball",
        without="courier",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english11-courier-tip",
        COURIER,
        "Predict the tip. The customer's note, the distance and the vehicle are all we"
        " have when an order comes in.",
        "tip_amount",
        "regression",
        only="customer_note distance_km vehicle",
    ),
    Case(
        "english11-courier-vehicle",
        COURIER,
        "Recognise the vehicle from the GPS trace. Should answer within 50 milliseconds"
        " and fit into 1 GB of memory.",
        "vehicle",
        "multiclass",
        latency=50,
        memory=1024,
    ),
    Case(
        "english11-claims-fraud",
        CLAIMS,
        "Is a claim fraudulent? Metric: recall. Our lawyers say neither age nor gender of"
        " the customer may go in.",
        "fraud",
        "binary",
        "recall",
        without="customer_age gender",
    ),
    Case(
        "english11-claims-payout",
        CLAIMS,
        "How much do we end up paying for a claim, mean absolute percentage error. The"
        " amount they claimed is in the table and is fine to use, the name of the handler"
        " is not.",
        "paid_amount",
        "regression",
        "mape",
        without="handler",
    ),
    Case(
        "english11-claims-close",
        CLAIMS,
        "How many days until a claim is closed? Only what we know on filing counts, so"
        " not the paid amount and not the fraud flag.",
        "days_to_close",
        "regression",
        without="paid_amount fraud",
    ),
    Case(
        "english11-claims-perils",
        CLAIMS,
        "tag each claim with its perils (can be more than one) from police report and"
        " photo",
        "perils",
        "multilabel",
    ),
    Case(
        "english11-claims-both",
        CLAIMS,
        "Paid amount and days to close, both at once, from the damage photo, the report"
        " and the phone call. RMSE",
        "paid_amount days_to_close",
        "multitarget",
        "rmse",
    ),
    Case(
        "english11-nursery-sick",
        NURSERY,
        "does the plant have a desease? look at the leaf photo. F2 score",
        "has_disease",
        "binary",
        "f2",
    ),
    Case(
        "english11-nursery-species",
        NURSERY,
        "What species is it? No grower notes, because they name the plant, and no sale"
        " price either.",
        "species",
        "multiclass",
        without="grower_note sale_price",
    ),
    Case(
        "english11-nursery-price",
        NURSERY,
        "Predict what a plant sells for, R squared, with everything except the video and"
        " the greenhouse.",
        "sale_price",
        "regression",
        "r2",
        without="growth_video greenhouse",
    ),
    Case(
        "english11-nursery-root",
        NURSERY,
        "root length, just soil spectrum and watering as inputs",
        "root_length_cm",
        "regression",
        only="soil_spectrum watering_per_week",
    ),
    Case(
        "english11-nursery-sold",
        NURSERY,
        "Will it be sold? Brier score, max 500k parameters, and the price stays out.",
        "sold",
        "binary",
        "brier",
        without="sale_price",
        params=500_000,
    ),
)


_SECOND_UNCLEAR = (
    Case(
        "english11-museum-value",
        MUSEUM,
        "predict the value of a piece, MAPE",
        ask="insured_value auction_value",
    ),
    Case(
        "english11-nursery-length",
        NURSERY,
        "Predict the length in cm. Leave out the video.",
        ask="shoot_length_cm root_length_cm",
    ),
)

SEEN = _FIRST + _SECOND
UNCLEAR = _FIRST_UNCLEAR + _SECOND_UNCLEAR
