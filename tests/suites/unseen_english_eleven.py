"""Forty-four statements by somebody who had never seen the reader: radiology, drones, calls,
second-hand clothes, robot arms, accidents, jobs, rivers. First reading: 36 right, none
with another target, none guessed.
"""

from statement_suite import Case

RADIOLOGY = """accession_no id; scan image; referral_note text; modality category =xray,ct,mri,ultrasound;
 body_part category =chest,knee,skull,abdomen; patient_age integer 18..95; ward category =er,icu,outpatient; report_text text;
 findings category =none,nodule,nodule|effusion,fracture,effusion; radiation_dose_msv number; reading_minutes number;
 urgency category =routine,soon,urgent,stat; contrast_used boolean; followup_recommended boolean"""

CROPS = """field_id id; ortho_photo image; lidar_cloud points; multispectral vector; crop category =maize,wheat,soy,rapeseed;
 flight_date date; lat latitude; lon longitude; agronomist_notes text; planned_yield_t_ha number; -yield_t_ha number;
 -weed_cover_pct number; -disease_stage category =healthy,early,advanced,severe; -lodged boolean"""

CALLS = """call_id id; recording audio; transcript text; agent_name category =ana,ben,carla,dev; language category =en,es,pt;
 started_at date; queue_wait_s number; call_length_s number; contact_reason category =invoice,cancellation,outage,other;
 after_call_note text; customer_rating integer 1..5; supervisor_rating integer 1..5; resolved_first_call boolean;
 churned_90d boolean"""

CLOTHES = """listing_id id; front_photo image; label_photo image; title text; description text; brand category =zara,hm,levis,nike;
 size category =XS,S,M,L,XL; style_tags category =vintage,casual|summer,formal,sport|casual; asking_price number;
 sold_price number; condition category =worn,good,very_good,new; days_listed number; sold boolean; returned boolean"""
GRASP = """pick_id id; site constant; rgb_frame image; depth_cloud points; wrist_force series; gripper category =suction,two_finger,soft;
 item_weight_g number; item_description text; approach_angle_deg number; operator_comment text; -grasp_success boolean;
 -damage_grade category =none,scuffed,dented,broken; -cycle_time_s number; -slip_mm number"""

CRASHES = """crash_id id; dashcam video; radar_trace series; gps_lat latitude; gps_lon longitude; speed_kmh number;
 weather category =dry,rain,snow,fog; crash_time date; police_report text; injury_severity category =none,slight,serious,fatal;
 crash_type category =rear_end,side,head_on,pedestrian; hit_and_run boolean; repair_cost_eur number;
 insurance_payout_eur number"""

JOBS = """application_id id; applicant_photo image; cv_text text; cover_letter text; gender category =f,m,x;
 birth_year integer 1955..2005; years_experience number; job_family category =engineering,sales,finance,operations;
 skills category =python|sql,excel,python,negotiation|excel; interview_score number; salary_expected number;
 salary_offered number; invited boolean; hired boolean"""

RIVER = """sample_code id; bank_photo image; sensor_log series; river category =elbe,oder,weser; sampled_on date; lat latitude;
 lon longitude; water_temp_c number; lab_comment text; -nitrate_mg_l number; -oxygen_day_mg_l number;
 -oxygen_night_mg_l number; -quality_class category =I,II,III,IV; -fish_kill boolean"""
_FIRST = (
    Case(
        "english12-radiology-findings",
        RADIOLOGY,
        "Which findings are on the scan? Several per patient are possible. Don't let the model peek at the report text, "
        "that gets written afterwards. Macro F1 please.",
        "findings",
        "multilabel",
        "f1_macro",
        without="report_text",
    ),
    Case(
        "english12-radiology-minutes",
        RADIOLOGY,
        "how many minutes will the radiologist need for reading it, MAE",
        "reading_minutes",
        "regression",
        "mae",
    ),
    Case(
        "english12-radiology-followup",
        RADIOLOGY,
        "Will a follow-up be recommended for this patient? We look at AUC. The report and the findings only exist once "
        "the radiologist is done, so leave those out.",
        "followup_recommended",
        "binary",
        "roc_auc",
        without="report_text findings",
    ),
    Case(
        "english12-radiology-urgency",
        RADIOLOGY,
        "triage: urgency (routine < soon < urgent < stat) from referral note and scan only, quadratic weighted kappa",
        "urgency",
        "ordinal",
        "cohen_kappa_quadratic",
        only="referral_note scan",
        levels="routine soon urgent stat",
    ),
    Case(
        "english12-radiology-dose",
        RADIOLOGY,
        "Our physicist wants an estimate of the radiation dose before the exam takes place. At that point there is of "
        "course no scan, no report text, no findings, no reading time and no follow-up recommendation, so none of these may "
        "go in. RMSE is what she reports to the ministry.",
        "radiation_dose_msv",
        "regression",
        "rmse",
        without="scan report_text findings reading_minutes followup_recommended",
    ),
    Case(
        "english12-crops-yield",
        CROPS,
        "yield in t/ha from the drone photo and the multispectral data, R2",
        "yield_t_ha",
        "regression",
        "r2",
    ),
    Case(
        "english12-crops-lodged",
        CROPS,
        "Is the crop lodged or not? The agronomist usually writes it in his notes, so hide the notes from the model. PR-AUC.",
        "lodged",
        "binary",
        "average_precision",
        without="agronomist_notes",
    ),
    Case(
        "english12-crops-weeds",
        CROPS,
        "What percentage of the field is covered by weeds? Use the photo and nothing else. It has to run on the drone "
        "itself: at most 3M parameters and 40 ms per picture.",
        "weed_cover_pct",
        "regression",
        only="ortho_photo",
        params=3_000_000,
        latency=40,
    ),
    Case(
        "english12-crops-disease",
        CROPS,
        "grade the desease stage: healthy, early, advanced, severe, in that order. dont use the coordinates or the flight "
        "date, otherwise it just learns which farm it is",
        "disease_stage",
        "ordinal",
        without="lat lon flight_date",
        levels="healthy early advanced severe",
    ),
    Case(
        "english12-crops-both",
        CROPS,
        "Predict both the yield and the weed cover for every field. The planned yield is just what the farmer hoped for, "
        "drop it. RMSE",
        "yield_t_ha weed_cover_pct",
        "multitarget",
        "rmse",
        without="planned_yield_t_ha",
    ),
    Case(
        "english12-calls-reason",
        CALLS,
        "Why is the customer contacting us? The after-call note is typed in by the agent when it's all over, so that "
        "can't be an input. Weighted F1.",
        "contact_reason",
        "multiclass",
        "f1_weighted",
        without="after_call_note",
    ),
    Case(
        "english12-calls-churn",
        CALLS,
        "churn within 90 days, roc auc, and keep the agents' names out of it",
        "churned_90d",
        "binary",
        "roc_auc",
        without="agent_name",
    ),
    Case(
        "english12-calls-stars",
        CALLS,
        "I'd like to know how the customer will rate the call, 1 to 5, treated as ordered grades. What the supervisor gave "
        "must not be used.",
        "customer_rating",
        "ordinal",
        without="supervisor_rating",
        levels="1 2 3 4 5",
    ),
    Case(
        "english12-calls-length",
        CALLS,
        "Predict the length of a call in seconds, based solely on when it started, the language and the contact reason. "
        "Metric: median absolute error",
        "call_length_s",
        "regression",
        "median_ae",
        only="started_at language contact_reason",
    ),
    Case(
        "english12-calls-language",
        CALLS,
        "Language identification from the recording alone. Model must stay below 200 MB.",
        "language",
        "multiclass",
        only="recording",
        params=52428800,
    ),
    Case(
        "english12-clothes-price",
        CLOTHES,
        "What price will a piece actually be sold for? MAPE. We don't know yet then whether it sold, how many days it was "
        "listed or if it was returned, so ignore these three.",
        "sold_price",
        "regression",
        "mape",
        without="sold days_listed returned",
    ),
    Case(
        "english12-clothes-survival",
        CLOTHES,
        "Survival analysis: time until sale. days_listed is the duration and sold says if it happened (the unsold ones are "
        "still online). C-index. Leave out the sold price and returns.",
        "days_listed sold",
        "survival",
        "c_index",
        without="sold_price returned",
    ),
    Case(
        "english12-clothes-search",
        CLOTHES,
        "Given only title and description, find the matching front photo among all listings. Recall@10.",
        "front_photo",
        "retrieval",
        "recall_at_10",
        only="title description front_photo",
    ),
    Case(
        "english12-clothes-tags",
        CLOTHES,
        "auto tagging of styles, an item can have more then one tag",
        "style_tags",
        "multilabel",
    ),
    Case(
        "english12-clothes-brand",
        CLOTHES,
        "brand from just the photo of the label, accuracy",
        "brand",
        "multiclass",
        "accuracy",
        only="label_photo",
    ),
)


_FIRST_UNCLEAR = (
    Case(
        "english12-calls-vague",
        CALLS,
        "Predict the rating of each call, MAE.",
        ask="customer_rating supervisor_rating",
    ),
    Case(
        "english12-clothes-vague",
        CLOTHES,
        "can you predict the price of each item? rmse",
        ask="asking_price sold_price",
    ),
)

_SECOND = (
    Case(
        "english12-grasp-success",
        GRASP,
        "Will the grasp succeed? The wrist force is only recorded during the lift, which is too late for us, so exclude it. "
        "F1, and the answer has to be there in under 30 ms.",
        "grasp_success",
        "binary",
        "f1",
        without="wrist_force",
        latency=30,
    ),
    Case(
        "english12-grasp-cycle",
        GRASP,
        "cycle time per pick in seconds, mae, no operator comments",
        "cycle_time_s",
        "regression",
        "mae",
        without="operator_comment",
    ),
    Case(
        "english12-grasp-damage",
        GRASP,
        "How badly will the item be damaged? There are four grades, in order: none, scuffed, dented, broken.",
        "damage_grade",
        "ordinal",
        levels="none scuffed dented broken",
    ),
    Case(
        "english12-grasp-two",
        GRASP,
        "Predict slip and cycle time together, with the depth cloud and the rgb frame as the only inputs. Score with R²",
        "slip_mm cycle_time_s",
        "multitarget",
        "r2",
        only="depth_cloud rgb_frame",
    ),
    Case(
        "english12-grasp-quantiles",
        GRASP,
        "For the safety margins I need the 10% and the 90% quantile of the slip in mm, pinball loss.",
        "slip_mm",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english12-crashes-injury",
        CRASHES,
        "How severe are the injuries? none < slight < serious < fatal. The police report is written days later and cannot "
        "be used, same goes for the repair cost and the insurance payout.",
        "injury_severity",
        "ordinal",
        without="police_report repair_cost_eur insurance_payout_eur",
        levels="none slight serious fatal",
    ),
    Case(
        "english12-crashes-run",
        CRASHES,
        "hit and run, yes or no. optimise for recall",
        "hit_and_run",
        "binary",
        "recall",
    ),
    Case(
        "english12-crashes-type",
        CRASHES,
        "What type of accident was it: rear end, side, head on or pedestrian? From the camera and the radar.",
        "crash_type",
        "multiclass",
    ),
    Case(
        "english12-crashes-repair",
        CRASHES,
        "Please estimate repair costs in euros, without the GPS position and without what the insurance paid. RMSLE",
        "repair_cost_eur",
        "regression",
        "rmsle",
        without="gps_lat gps_lon insurance_payout_eur",
    ),
    Case(
        "english12-crashes-speed",
        CRASHES,
        "estimate the speed in km/h from the dashcam footage only, root mean squared error, our box in the car has 1 GB of "
        "memory for the model",
        "speed_kmh",
        "regression",
        "rmse",
        only="dashcam",
        memory=1024,
    ),
    Case(
        "english12-jobs-invited",
        JOBS,
        "Who gets invited? HR and the works council both insist that it's fair, so no photo, no gender and no birth year. "
        "The interview score, the salary offered and whether someone was hired all come after the invitation, so they have "
        "to go as well. We compare models by ROC AUC.",
        "invited",
        "binary",
        "roc_auc",
        without="applicant_photo gender birth_year interview_score salary_offered hired",
    ),
    Case(
        "english12-jobs-skills",
        JOBS,
        "tag the skills (several per person) using just the CV text, macro-averaged F1",
        "skills",
        "multilabel",
        "f1_macro",
        only="cv_text",
    ),
    Case(
        "english12-jobs-offer",
        JOBS,
        "salary we end up offering, mean absolute error",
        "salary_offered",
        "regression",
        "mae",
    ),
    Case(
        "english12-jobs-family",
        JOBS,
        "Which job family does an aplication belong to? Balanced accuracy, max 20 million parameters",
        "job_family",
        "multiclass",
        "balanced_accuracy",
        params=20_000_000,
    ),
    Case(
        "english12-jobs-interview",
        JOBS,
        "We want to predict the interview score before the interview. Neither the offered salary nor whether they were "
        "hired may be used. Spearman correlation.",
        "interview_score",
        "regression",
        "spearman",
        without="salary_offered hired",
    ),
    Case(
        "english12-river-nitrate",
        RIVER,
        "Nitrate in mg/l. The lab comment is off limits. RMSE.",
        "nitrate_mg_l",
        "regression",
        "rmse",
        without="lab_comment",
    ),
    Case(
        "english12-river-class",
        RIVER,
        "water quality class, I is best and IV is worst, quadratic kappa",
        "quality_class",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "english12-river-fish",
        RIVER,
        "We need an early warning: will there be a fish kill? F2, because a miss costs us much more than a false alarm. The "
        "sensor log and the water temperature are all we have when it counts (the camera sees nothing at night).",
        "fish_kill",
        "binary",
        "f2",
        only="sensor_log water_temp_c",
    ),
    Case(
        "english12-river-oxygen",
        RIVER,
        "oxygen by day and oxygen by night, both in one model. MAE. don't use latitude and longitude",
        "oxygen_day_mg_l oxygen_night_mg_l",
        "multitarget",
        "mae",
        without="lat lon",
    ),
    Case(
        "english12-river-night",
        RIVER,
        "How much oxygen will be in the water at night? It should work on rivers we haven't sampled yet, so please don't "
        "feed it the name of the river.",
        "oxygen_night_mg_l",
        "regression",
        without="river",
    ),
)


_SECOND_UNCLEAR = (
    Case(
        "english12-jobs-vague",
        JOBS,
        "salary prediction, RMSE",
        ask="salary_expected salary_offered",
    ),
    Case(
        "english12-river-vague",
        RIVER,
        "Predict the dissolved oxygen for each sample. R2",
        ask="oxygen_day_mg_l oxygen_night_mg_l",
    ),
)

SEEN = _FIRST + _SECOND
UNCLEAR = _FIRST_UNCLEAR + _SECOND_UNCLEAR
KNOWN = {"english12-jobs-invited": "inputs", "english12-river-night": "inputs"}
"""What is misread, by its fields."""
