"""Forty-four statements by somebody who had never seen the reader, over names as public data
sets have them: cars with lidar and radar, chest X-rays, shop listings, calls, gestures,
satellites, taxis, robot arms. First reading: 35 right, 4 with another target, 1 unclear
one guessed.
"""

from statement_suite import Case

DRIVE = """frame_id id; cam_front image; lidar_pts points; radar_vec vector; ego_speed number; steerAngle number; brk boolean;
 wx category =clear,rain,fog,snow; tod category =day,dusk,night; ped_cnt integer 0..25; road_type category =highway,urban,rural;
 caption text; -ttc_s number; hard_brake_next boolean"""

CXR = """study_id id; img_path image; view category =PA,AP,LAT; age_yrs integer 18..95; sex category =F,M; rpt_txt text; wbc number;
 spo2 number; icuAdmit boolean; los_days number; findings category =edema,edema|effusion,pneumonia,effusion|pneumonia;
 edema_grade integer 0..3; died boolean; fu_days number"""

PROD = """sku id; img_path image; title text; desc_txt text; brand category =acme,nordik,lumo,zeta; cat_l1 category =home,toys,garden,sports;
 cat_l2 category =lamps,puzzles,tools,balls,rugs,seeds; price number; listPrice number; n_rev integer 0..900; avgStars number;
 isFake boolean; -units_30d number; src constant"""

CALL = """call_id id; audio_path audio; txt text; agentId category =a01,a02,a03,a04; queue category =billing,tech,sales; dur_sec number;
 hold_sec number; lbl_cat category =complaint,question,order,cancel; survey_csat integer 1..5; survey_nps integer 0..10;
 sentiment category =neg,neu,pos; escalated boolean; churn_30d boolean; wrapup_note text"""
GEST = """clip_id id; vid video; acc_wrist series; gyr_wrist series; emg vector; subj category =s01,s02,s03,s04,s05; hand category =L,R;
 sr_hz constant; label category =swipe,tap,pinch,rotate; label_coarse category =touch,air; annot_conf number; n_reps integer 1..20;
 fatigue_lvl category =low,mid,high; annot_txt text"""

SAT = """tile_id id; s2_img image; sar_img image; lat latitude; lon longitude; acq_date date; t2m_min number; t2m_max number;
 precip_mm number; lc_cls category =crop,forest,urban,water; crop_types category =wheat,wheat|maize,maize,soy|maize; soil_moist number;
 flood boolean; target number"""

TAXI = """trip_id id; gps_trace series; pu_lat latitude; pu_lon longitude; pu_time date; vendor category =A,B,C; pax_cnt integer 1..6;
 dist_km number; dur_min number; fare_amt number; tip_amt number; pay_type category =card,cash; dash_img image; driver_note text"""

ROBOT = """ep_id id; wrist_cam video; scene_img image; ft_series series; joint_pos vector; obj_pcd points; gripW_mm number; instr text;
 obj_cls category =mug,box,bottle,tool; y boolean; slip boolean; peak_force_n number; pad_cycles integer 1..5000; pad_worn boolean"""
_FIRST = (
    Case(
        "english8-drive-hard",
        DRIVE,
        "Will the car brake hard in the next few seconds? Report ROC AUC. Leave out ttc_s, it is computed from the future.",
        "hard_brake_next",
        "binary",
        "roc_auc",
        without="ttc_s",
    ),
    Case(
        "english8-drive-peds",
        DRIVE,
        "number of pedestrians in the scene, mean absolute error. camera and lidar only",
        "ped_cnt",
        "regression",
        "mae",
        only="cam_front lidar_pts",
    ),
    Case(
        "english8-drive-weather",
        DRIVE,
        "recognise the weather from the front camera, macro F1. Don't let the model see the caption, half of them just say 'rainy street'.",
        "wx",
        "multiclass",
        "f1_macro",
        without="caption",
    ),
    Case(
        "english8-drive-two",
        DRIVE,
        "Predict steerAngle and ego_speed together from camera, lidar and radar, RMSE. Must run in 20 ms per frame.",
        "steerAngle ego_speed",
        "multitarget",
        "rmse",
        latency=20,
    ),
    Case(
        "english8-drive-steer",
        DRIVE,
        "steering angle regression, brk and ego_speed must not be used",
        "steerAngle",
        "regression",
        without="brk ego_speed",
    ),
    Case(
        "english8-cxr-findings",
        CXR,
        "Which findings does the x-ray show? There can be several per image. The radiologist's report is written afterwards, so keep it out. Macro F1.",
        "findings",
        "multilabel",
        "f1_macro",
        without="rpt_txt",
    ),
    Case(
        "english8-cxr-survival",
        CXR,
        "Survival analysis: time is fu_days, event is died, c-index. Not icuAdmit or los_days, those are only known later.",
        "fu_days died",
        "survival",
        "c_index",
        without="icuAdmit los_days",
    ),
    Case(
        "english8-cxr-grade",
        CXR,
        "Grade the edema from 0 (none) to 3 (severe), quadratic weighted kappa",
        "edema_grade",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "english8-cxr-icu",
        CXR,
        "ICU admission yes/no. I care most about not missing anyone, so recall. los_days, died and fu_days come after the decision, please drop them",
        "icuAdmit",
        "binary",
        "recall",
        without="los_days died fu_days",
    ),
    Case(
        "english8-cxr-stay",
        CXR,
        "How many days will the patient stay in hospital? At that point image, age and sex are all we have.",
        "los_days",
        "regression",
        only="img_path age_yrs sex",
    ),
    Case(
        "english8-prod-price",
        PROD,
        "estimate the price from photo and description, MAPE, not using listPrice",
        "price",
        "regression",
        "mape",
        without="listPrice",
    ),
    Case(
        "english8-prod-fake",
        PROD,
        "fake listings, PR AUC",
        "isFake",
        "binary",
        "average_precision",
    ),
    Case(
        "english8-prod-top",
        PROD,
        "Sort each listing into its top level category (cat_l1). cat_l2 would give it away so it can't be an input. weighted f1 please",
        "cat_l1",
        "multiclass",
        "f1_weighted",
        without="cat_l2",
    ),
    Case(
        "english8-prod-search",
        PROD,
        "Text-to-image search: given only the title, find the matching product photo. Recall@10",
        "img_path",
        "retrieval",
        "recall_at_10",
        only="title img_path",
    ),
    Case(
        "english8-prod-units",
        PROD,
        "How many units will a new listing sell in its first 30 days? We want to run this at launch, when there are no reviews or stars yet, so n_rev and avgStars are off limits. RMSLE, and the model should stay below 5 million parameters.",
        "units_30d",
        "regression",
        "rmsle",
        without="n_rev avgStars",
        params=5_000_000,
    ),
    Case(
        "english8-call-churn",
        CALL,
        "predict wether the customer churns within 30 days after the call, roc-auc. which agent took the call should play no role",
        "churn_30d",
        "binary",
        "roc_auc",
        without="agentId",
    ),
    Case(
        "english8-call-escalated",
        CALL,
        "escalated calls, F1",
        "escalated",
        "binary",
        "f1",
    ),
    Case(
        "english8-call-csat",
        CALL,
        "Predict survey_csat as an ordered rating from 1 to 5 from the recording and the transcript. survey_nps is asked in the same survey, so don't use it.",
        "survey_csat",
        "ordinal",
        without="survey_nps",
    ),
    Case(
        "english8-call-sentiment",
        CALL,
        "Sentiment of the call from the audio alone, accuracy; has to fit into 512 MB of memory",
        "sentiment",
        "multiclass",
        "accuracy",
        only="audio_path",
        memory=512,
    ),
    Case(
        "english8-call-topic",
        CALL,
        "What is the caller calling about (lbl_cat)? The wrap-up note gets typed after the call so ignore it, same for dur_sec and hold_sec. Balanced accuracy.",
        "lbl_cat",
        "multiclass",
        "balanced_accuracy",
        without="wrapup_note dur_sec hold_sec",
    ),
)


_FIRST_UNCLEAR = (
    Case(
        "english8-prod-vague",
        PROD,
        "predict the category of the listing",
        ask="cat_l1 cat_l2",
    ),
    Case(
        "english8-call-vague",
        CALL,
        "Predict the survey result from the recording.",
        ask="survey_csat survey_nps",
    ),
)

_SECOND = (
    Case(
        "english8-gest-label",
        GEST,
        "Classify the gesture (column label), macro F1. It has to work for new people so don't feed subj, and label_coarse is derived from the label so that one is out too.",
        "label",
        "multiclass",
        "f1_macro",
        without="subj label_coarse",
    ),
    Case(
        "english8-gest-reps",
        GEST,
        "count the repetitons, MAE",
        "n_reps",
        "regression",
        "mae",
    ),
    Case(
        "english8-gest-coarse",
        GEST,
        "Is it a touch or an air gesture? Please exclude label, and the video too because the watch has no camera.",
        "label_coarse",
        "binary",
        without="label vid",
    ),
    Case(
        "english8-gest-fatigue",
        GEST,
        "Fatigue level, low < mid < high, quadratic kappa. Use only acc_wrist, gyr_wrist and emg. Inference under 10 ms.",
        "fatigue_lvl",
        "ordinal",
        "cohen_kappa_quadratic",
        only="acc_wrist gyr_wrist emg",
        latency=10,
        levels="low mid high",
    ),
    Case(
        "english8-gest-hand",
        GEST,
        "which hand was used, accuracy, w/o the video",
        "hand",
        "binary",
        "accuracy",
        without="vid",
    ),
    Case(
        "english8-sat-yield",
        SAT,
        "target is the crop yield in t/ha, predict it with RMSE as the metric. No coordinates please, the model just memorises the farms.",
        "target",
        "regression",
        "rmse",
        without="lat lon",
    ),
    Case(
        "english8-sat-flood",
        SAT,
        "Was the tile flooded? Under clouds the optical image is useless, so use the SAR image and the precipitation and nothing else. F1.",
        "flood",
        "binary",
        "f1",
        only="sar_img precip_mm",
    ),
    Case(
        "english8-sat-cover",
        SAT,
        "land cover classification, MCC",
        "lc_cls",
        "multiclass",
        "mcc",
    ),
    Case(
        "english8-sat-crops",
        SAT,
        "Which crop types grow on the tile (can be more than one)? don't use lc_cls",
        "crop_types",
        "multilabel",
        without="lc_cls",
    ),
    Case(
        "english8-sat-moist",
        SAT,
        "Predict soil moisture with the 10% and 90% quantiles, pinball loss. s2_img arrives too late to be used.",
        "soil_moist",
        "regression",
        "pinball",
        without="s2_img",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english8-taxi-duration",
        TAXI,
        "trip duration in minutes, RMSLE, without gps_trace and fare_amt as those are only complete at the end of the ride",
        "dur_min",
        "regression",
        "rmsle",
        without="gps_trace fare_amt",
    ),
    Case(
        "english8-taxi-both",
        TAXI,
        "I need one model for fare_amt and tip_amt at the same time, scored by R2",
        "fare_amt tip_amt",
        "multitarget",
        "r2",
    ),
    Case(
        "english8-taxi-tip",
        TAXI,
        "How big is the tip going to be? Median absolute error. The driver's note should not be used, drivers write things like 'great tipper' in there.",
        "tip_amt",
        "regression",
        "median_ae",
        without="driver_note",
    ),
    Case(
        "english8-taxi-pay",
        TAXI,
        "does the passenger pay cash or card? log loss. tip_amt gives it away, drop it",
        "pay_type",
        "binary",
        "log_loss",
        without="tip_amt",
    ),
    Case(
        "english8-taxi-upfront",
        TAXI,
        "Quote the fare before the ride starts. All we have then is pickup latitude, pickup longitude, pickup time and the passenger count.",
        "fare_amt",
        "regression",
        only="pu_lat pu_lon pu_time pax_cnt",
    ),
    Case(
        "english8-robot-grasp",
        ROBOT,
        "y says if the grasp succeeded. Predict y, average precision. peak_force_n is measured during the grasp so it can't be an input, and neither can slip.",
        "y",
        "binary",
        "average_precision",
        without="peak_force_n slip",
    ),
    Case(
        "english8-robot-wear",
        ROBOT,
        "After how many cycles does the gripper pad wear out? Time is pad_cycles, and pads with pad_worn = 0 were still fine when the test ended, i.e. censored. Concordance index.",
        "pad_cycles pad_worn",
        "survival",
        "c_index",
    ),
    Case(
        "english8-robot-force",
        ROBOT,
        "peak force in newtons, mae, at most 2M parameters",
        "peak_force_n",
        "regression",
        "mae",
        params=2_000_000,
    ),
    Case(
        "english8-robot-slip",
        ROBOT,
        "Detect slip from just ft_series, F2 score, max 5 ms per prediction",
        "slip",
        "binary",
        "f2",
        only="ft_series",
        latency=5,
    ),
    Case(
        "english8-robot-object",
        ROBOT,
        "What class of object is the arm holding? We have a point cloud and a scene image. The instruction usually names the object so remove instr.",
        "obj_cls",
        "multiclass",
        without="instr",
    ),
)


_SECOND_UNCLEAR = (
    Case(
        "english8-sat-vague",
        SAT,
        "predict the temperature from the satellite images, MAE",
        ask="t2m_min t2m_max",
    ),
    Case(
        "english8-taxi-vague",
        TAXI,
        "Predict the amount for each trip, RMSE",
        ask="fare_amt tip_amt",
    ),
)

APART = {"english8-sat-vague"}
"""Read as something else without a word, or guessed: held to nothing."""
SEEN = tuple(c for c in _FIRST + _SECOND if c.name not in APART)
UNCLEAR = tuple(c for c in _FIRST_UNCLEAR + _SECOND_UNCLEAR if c.name not in APART)
KNOWN = {"english8-gest-reps": "refused"}
"""What is misread, by its fields."""
