"""Statements of sixteen personas, written in one go before any was read by the rules.

At first 36 of 60 were right. Every second one was mended for, then the others were read
for the first time: 17 of those 30 (57 %; the rules before: 14), 3 with a wrong target.
"""

from statement_suite import Case

ICU = """pat_id id; admit_dt date; cxr_img image; notes text; hr_bpm integer 40..180;
 lactate_mmol number; age integer 18..95; sex category =F,M; los_days number;
 icu_death boolean; ward category =w1,w2,w3"""
SHOP = """order_no id; prod_photo image; descr text; unit_price number; discount_pct
 number; qty integer 1..50; returned boolean; stars integer 1..5;
 ship_country category =DE,FR,IT; courier category =ups,dhl"""
ARM = """episode id; wrist_cam image; ft_sensor series; joint_pos series;
 obj_class category =mug,bottle,box; grasp_ok boolean; slip_mm number;
 sim_version category =v1,v2; cycle_time_s number"""
RECIPE = """rid id; title text; steps text; dish_pic image; minutes integer 5..240;
 kcal number; cuisine category =thai,italian,mexican;
 tags category =vegan|quick,quick,vegan,spicy|quick,spicy; avg_rating number;
 n_ratings integer 0..900"""
LOAN = """loan_id id; income_k number; dti number; emp_title text;
 grade category =A,B,C,D; int_rate number; default_flag boolean; recovered_amt number;
 zip3 category =100,200,300; ethnicity category =e1,e2,e3; signature_scan image"""
PLOT = """plot_id id; drone_rgb image; soil_ph number; rain_mm number;
 fert_kg_ha number;
 variety category =v1,v2,v3; yield_t_ha number; lodging category =none,severe,slight;
 blight boolean; harvest_date date"""
PLANT_ZH = """设备编号 id; 振动波形 series; 红外图 image; 轴承温度 number;
 负载率 number; 故障类型 category =正常,不平衡,不对中,磨损; 剩余寿命小时 number;
 维修费用 number; 检修员 category =甲,乙"""
GOODS_ZH = """商品ID id; 主图 image; 标题 text; 类目 category =服装,家电,食品;
 原价 number; 促销价 number; 月销量 integer 0..9000; 退货率 number; 是否爆款 boolean;
 店铺等级 category =铜,银,金"""
STROKE_ZH = """病歷號 id; 心電圖 series; 主訴 text; 年齡 integer 20..95; 收縮壓 number;
 是否中風 boolean; 住院天數 number; 嚴重程度 category =中度,輕度,重度;
 醫師 category =甲,乙"""
CAR = """VIN id; engineRPM number; oilTemp number; vibRaw series;
 FaultCode category =P01,P02,P03; mileage_km number; repairCost number;
 isTurbo boolean; techNote text"""
BIRD = """clip_id id; wav audio; spectro image; species category =robin,wren,tit;
 call_count integer 0..40; lat latitude; lon longitude; recorder category =r1,r2;
 noise_db number; month integer 1..12"""
TELCO = """cust id; plan category =basic,plus,pro; usage_gb number; support_log text;
 tenure_m integer 1..72; churned boolean; avatar image; ltv_eur number;
 nps integer 0..10"""
PHOTO = """photo_id id; photo image; caption text; photographer category =p1,p2;
 iso integer 50..6400"""
FLAT = """listing_id id; facade image; ad_text text; sqm number; bedrooms integer 1..8;
 energy_class category =C,A,B,D; asking_price number; sale_price number;
 days_on_market integer 0..400; postcode category =1010,1020,1030"""
STATION = """stn id; sky_cam image; press_hpa number; rh_pct number; wind_ms number;
 rain_next_h boolean; visibility_m number; fog boolean; frost boolean; pm25 number;
 pm10 number"""
TICKET = """ticket_id id; body text; screenshot image; product category =app,web,api;
 urgency category =high,low,critical,medium; team category =billing,tech,sales;
 csat integer 1..5; first_reply_min number; resolved_h number; reopened boolean"""

SEEN = (
    Case(
        "icu-death",
        ICU,
        "I'm an intensivist. On admission I'd like to know who is going to die in the"
        " ICU. Length of stay is obviously not known yet, so it has"
        " to stay out. Missing"
        " a dying patient is far worse than a false alarm.",
        "icu_death",
        "binary",
        "recall f2",
        without="los_days",
    ),
    Case(
        "icu-los",
        ICU,
        "How many days will a patient stay? Use the chest x-ray, the notes and vitals,"
        " not the death flag. Report the average error in days.",
        "los_days",
        "regression",
        "mae",
        without="icu_death",
    ),
    Case(
        "icu-lactate",
        ICU,
        "estimate lactate w/o drawing blood. inputs: cxr_img + hr_bpm + age, nothing"
        " more. rmse",
        "lactate_mmol",
        "regression",
        "rmse",
        only="cxr_img hr_bpm age",
    ),
    Case(
        "icu-sex",
        ICU,
        "Can a network tell male from female by the x-ray alone?",
        "sex",
        "binary",
        only="cxr_img",
    ),
    Case(
        "shop-return",
        SHOP,
        "We lose money on parcels that come back. Flag the orders that will be returned"
        " before we ship. The star rating comes weeks later, so the model can't see it."
        " Don't cry wolf too often.",
        "returned",
        "binary",
        "precision",
        without="stars",
    ),
    Case(
        "shop-stars",
        SHOP,
        "how many stars will a customer give (1-5)? ordered scale. skip country and"
        " courier",
        "stars",
        "ordinal",
        levels="1 2 3 4 5",
        without="ship_country courier",
    ),
    Case(
        "shop-qty",
        SHOP,
        "Demand: predict quantity per order. RMSLE please. Under 1M params.",
        "qty",
        "regression",
        "rmsle",
        params=1_000_000,
    ),
    Case(
        "shop-discount",
        SHOP,
        "What discount did we grant? Photo, description and unit price are available"
        " at that moment; quantity, return and stars are not.",
        "discount_pct",
        "regression",
        without="qty returned stars",
    ),
    Case(
        "arm-grasp",
        ARM,
        "Grasp success predictor from wrist camera and F/T. We run"
        " at 100 Hz, so at most"
        " 10 ms per prediction. Slip and cycle time are only"
        " measured afterwards -> drop"
        " them.",
        "grasp_ok",
        "binary",
        latency=10.0,
        without="slip_mm cycle_time_s",
    ),
    Case(
        "arm-object",
        ARM,
        "Is the thing in the gripper a mug, a bottle or a box? Touch only (force-torque"
        " + joints), the camera is off at night. Macro F1.",
        "obj_class",
        "multiclass",
        "f1_macro",
        without="wrist_cam",
    ),
    Case(
        "arm-slip",
        ARM,
        "Regress slippage (mm), Huber or whatever, judged by median absolute error. The"
        " simulator version must not leak in.",
        "slip_mm",
        "regression",
        "median_ae",
        without="sim_version",
    ),
    Case(
        "arm-two",
        ARM,
        "Joint prediction of slip_mm and cycle_time_s. Exclude"
        " grasp_ok and sim_version."
        " R2.",
        "slip_mm cycle_time_s",
        "multitarget",
        "r2",
        without="grasp_ok sim_version",
    ),
    Case(
        "recipe-cuisine",
        RECIPE,
        "For my coursework: classify recipes into Thai, Italian and Mexican. I am not"
        " allowed to use the tags. Balanced accuracy.",
        "cuisine",
        "multiclass",
        "balanced_accuracy",
        without="tags",
    ),
    Case(
        "recipe-kcal",
        RECIPE,
        "Calories of a dish from its picture and its cooking steps. No ratings of any"
        " sort (avg_rating, n_ratings). Percentage error.",
        "kcal",
        "regression",
        "mape",
        without="avg_rating n_ratings",
    ),
    Case(
        "recipe-tags",
        RECIPE,
        "auto-tag recipes! each has one or more tags separated by |"
        " . title, steps, pic."
        " micro f1",
        "tags",
        "multilabel",
        "f1_micro",
        separator="|",
    ),
    Case(
        "recipe-rating",
        RECIPE,
        "What will people think of a new recipe? Predict its avarage rating; the number"
        " of ratings is of course zero for a new one, so leave that out. I want the"
        " rank order to be right.",
        "avg_rating",
        "regression",
        "spearman",
        without="n_ratings",
    ),
    Case(
        "loan-default",
        LOAN,
        "PD model: probability that a borrower defaults. By law"
        " ethnicity is off limits,"
        " and zip3 is a proxy for it, so that one too. recovered_amt is post-default."
        " Well calibrated probabilities matter most.",
        "default_flag",
        "binary",
        "ece log_loss",
        without="ethnicity zip3 recovered_amt",
    ),
    Case(
        "loan-rate",
        LOAN,
        "Which interest rate would we charge? Grade gives it away so hide it from the"
        " model. R squared.",
        "int_rate",
        "regression",
        "r2",
        without="grade",
    ),
    Case(
        "loan-grade",
        LOAN,
        "Assign each application a credit grade, A is best and D is worst. Quadratic"
        " weighted kappa. Without int_rate, default flag and recovered amount.",
        "grade",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="D C B A",
        without="int_rate default_flag recovered_amt",
    ),
    Case(
        "plot-yield",
        PLOT,
        "Estimate the grain yield in t/ha at mid-season from drone imagery, soil and"
        " rain. Neither lodging nor the harvest date is known by then. Average error in"
        " tonnes.",
        "yield_t_ha",
        "regression",
        "mae",
        without="lodging harvest_date",
    ),
    Case(
        "plot-blight",
        PLOT,
        "Do the leaves show blight? picture only. catch as many infected plots as"
        " possible",
        "blight",
        "binary",
        "recall",
        only="drone_rgb",
    ),
    Case(
        "plot-lodging",
        PLOT,
        "Score how badly the crop lodged: none, slight or severe. Variety may be used,"
        " yield may not.",
        "lodging",
        "ordinal",
        levels="none slight severe",
        without="yield_t_ha",
    ),
    Case(
        "plot-variety",
        PLOT,
        "Could you recognise the variety from the air? Everything but the yield can go"
        " in.",
        "variety",
        "multiclass",
        without="yield_t_ha",
    ),
    Case(
        "故障分类",
        PLANT_ZH,
        "利用振动波形和红外图诊断设备属于哪种故障，检修员信息不参与建模，维修费用是事后"
        "产生的也不要。宏F1。",
        "故障类型",
        "multiclass",
        "f1_macro",
        without="检修员 维修费用",
    ),
    Case(
        "剩余寿命",
        PLANT_ZH,
        "这台设备还能用多少小时？估计剩余寿命，RMSE，模型参数不超过50万，推理要在5毫秒"
        "以内。",
        "剩余寿命小时",
        "regression",
        "rmse",
        params=500_000,
        latency=5.0,
    ),
    Case(
        "维修费",
        PLANT_ZH,
        "想预估一次维修要花多少钱，平均误差几元。只允许用传感器数据（振动波形、轴承温度"
        "、负载率）。",
        "维修费用",
        "regression",
        "mae",
        only="振动波形 轴承温度 负载率",
    ),
    Case(
        "爆款",
        GOODS_ZH,
        "新品上架前判断它会不会成为爆款，所以月销量和退货率都拿不到，请去掉。宁可误报也"
        "不要漏掉。",
        "是否爆款",
        "binary",
        "recall f2",
        without="月销量 退货率",
    ),
    Case(
        "商品月销",
        GOODS_ZH,
        "预测每个商品一个月能卖多少件。除了是否爆款以外的字段都可以用。用RMSLE评价",
        "月销量",
        "regression",
        "rmsle",
        without="是否爆款",
    ),
    Case(
        "商品类目",
        GOODS_ZH,
        "给商品自动归类（服装、家电、食品），输入仅限主图与标题，准确率",
        "类目",
        "multiclass",
        "accuracy",
        only="主图 标题",
    ),
    Case(
        "退货",
        GOODS_ZH,
        "退货率大概是多少？价格信息（原价、促销价）忽略掉，看R方",
        "退货率",
        "regression",
        "r2",
        without="原价 促销价",
    ),
    Case(
        "中風",
        STROKE_ZH,
        "請根據心電圖和主訴判斷病人是否會中風，住院天數與嚴重程度事後才知道，不得使用。"
        "評估用AUC。",
        "是否中風",
        "binary",
        "roc_auc",
        without="住院天數 嚴重程度",
    ),
    Case(
        "嚴重",
        STROKE_ZH,
        "將患者的嚴重程度分為輕度、中度、重度，有順序，不要用醫師欄位",
        "嚴重程度",
        "ordinal",
        levels="輕度 中度 重度",
        without="醫師",
    ),
    Case(
        "住院",
        STROKE_ZH,
        "預測住院天數，以平均絕對誤差衡量，並給出10%和90%分位數",
        "住院天數",
        "regression",
        "mae pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "car-fault",
        CAR,
        "根据engineRPM、oilTemp和vibRaw识别FaultCode，repairCost不能进模型，macro-F1",
        "FaultCode",
        "multiclass",
        "f1_macro",
        without="repairCost",
    ),
    Case(
        "car-cost",
        CAR,
        "估一下维修成本（repair cost），误差按百分比算，别用故障码",
        "repairCost",
        "regression",
        "mape",
        without="FaultCode",
    ),
    Case(
        "car-turbo",
        CAR,
        "Does the vehicle have a turbo? Figure it out by listening to the vibration"
        " signal; free text written by the mechanic would be cheating.",
        "isTurbo",
        "binary",
        without="techNote",
    ),
    Case(
        "car-rpm",
        CAR,
        "recover the engine speed from vibRaw alone; mae",
        "engineRPM",
        "regression",
        "mae",
        only="vibRaw",
    ),
    Case(
        "bird-species",
        BIRD,
        "Name the bird that sings: robin, wren or tit. Audio and spectrogram. Where the"
        " recording was made must not matter (no coordinates, no recorder id). All"
        " species count the same.",
        "species",
        "multiclass",
        "f1_macro balanced_accuracy recall_macro",
        without="lat lon recorder",
    ),
    Case(
        "bird-count",
        BIRD,
        "count calls per clip, integer regression, MAE, don't look at species",
        "call_count",
        "regression",
        "mae",
        without="species",
    ),
    Case(
        "bird-month",
        BIRD,
        "Which month was a clip recorded in? 12 classes. Audio only",
        "month",
        "multiclass",
        only="wav",
    ),
    Case(
        "telco-survival",
        TELCO,
        "When will a customer leave us? tenure_m is the observed time in months and"
        " churned says whether they left (0 = still a customer). LTV is computed from"
        " tenure so remove it.",
        "tenure_m churned",
        "survival",
        without="ltv_eur",
    ),
    Case(
        "telco-churn",
        TELCO,
        "Churn yes/no. No avatar (privacy). Area under the ROC curve. Ignore tenure and"
        " lifetime value.",
        "churned",
        "binary",
        "roc_auc",
        without="avatar tenure_m ltv_eur",
    ),
    Case(
        "telco-nps",
        TELCO,
        "NPS from 0 to 10, treat it as a number. Root mean squared error. The churn"
        " column is from the future.",
        "nps",
        "regression",
        "rmse",
        without="churned",
    ),
    Case(
        "telco-plan",
        TELCO,
        "Which of our plans (basic, plus, pro) suits a person? Log loss. One single"
        " model, CPU only, interpretable if possible.",
        "plan",
        "multiclass",
        "log_loss",
    ),
    Case(
        "photo-search",
        PHOTO,
        "Build a search engine: given a caption, find its photo. Recall at 5. The"
        " photographer's name must not help.",
        "photo",
        "retrieval",
        "recall_at_5",
        without="photographer",
    ),
    Case(
        "photo-author",
        PHOTO,
        "Who took the picture? p1 or p2. Leave ISO aside, and the captions.",
        "photographer",
        "binary",
        without="iso caption",
    ),
    Case(
        "flat-sale",
        FLAT,
        "As an estate agent I want to know what a flat will really sell for. The asking"
        " price is allowed. Days on market aren't known in advance. Typical error in"
        " percent.",
        "sale_price",
        "regression",
        "mape",
        without="days_on_market",
    ),
    Case(
        "flat-energy",
        FLAT,
        "energy label (A best ... D worst) from facade + ad; prices banned; qwk; max"
        " 2 million parameters",
        "energy_class",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="D C B A",
        without="asking_price sale_price",
        params=2_000_000,
    ),
    Case(
        "flat-days",
        FLAT,
        "how long does a listing stay on the market? mae. we don't"
        " have sale prices when"
        " it goes online",
        "days_on_market",
        "regression",
        "mae",
        without="sale_price",
    ),
    Case(
        "station-labels",
        STATION,
        "Predict fog and frost and rain in the next hour at once (three yes/no labels)."
        " Do not feed visibility into it.",
        "rain_next_h fog frost",
        "multilabel",
        without="visibility_m",
    ),
    Case(
        "station-vis",
        STATION,
        "Visibility in metres from the sky camera and the met sensors; whether there is"
        " fog must be withheld. RMSE, 20ms max.",
        "visibility_m",
        "regression",
        "rmse",
        without="fog",
        latency=20.0,
    ),
    Case(
        "station-pm",
        STATION,
        "We would like PM2.5 and PM10 forecasts together, mean absolute error",
        "pm25 pm10",
        "multitarget",
        "mae",
    ),
    Case(
        "ticket-team",
        TICKET,
        "Route incoming tickets to the right team. At that time we have neither a csat"
        " nor reply or resolution times, and no reopened flag.",
        "team",
        "multiclass",
        without="csat first_reply_min resolved_h reopened",
    ),
    Case(
        "ticket-urgency",
        TICKET,
        "triage: urgency low < medium < high < critical, from body and screenshot. the"
        " team that handled it shall not be an input",
        "urgency",
        "ordinal",
        levels="low medium high critical",
        without="team",
    ),
    Case(
        "ticket-reopen",
        TICKET,
        "Wil the ticket be reopend? average precison. not csat",
        "reopened",
        "binary",
        "average_precision",
        without="csat",
    ),
    Case("shop-money", SHOP, "predict the price", "unit_price", "regression"),
)

UNCLEAR = (
    Case("flat-price", FLAT, "Predict the price.", ask="asking_price sale_price"),
    Case("station-particles", STATION, "predict pm", ask="pm25 pm10"),
    Case("goods-价格", GOODS_ZH, "预测价格", ask="原价 促销价"),
    Case(
        "ticket-time",
        TICKET,
        "how long does it take?",
        ask="first_reply_min resolved_h",
    ),
)

KNOWN = {}
