"""Statements written after the sixth mending, first read once they were written.

At that first run 13 of 30 were complete and right (43 %). Wrong were inputs in 9 (what
the statement forbids was used), parameters, metric and positive class in one each;
7 clear ones were refused. None was read with a wrong target or kind.
"""

from statement_suite import Case

TRIAGE = """visitId id; chiefComplaint text; xray image; pulseWave series; age
 integer 0..99; triageLevel integer 1..5; admitted boolean; losHours number;
 clerkName category =ann,bob,eve"""
RETURNS = """order_no id; product_photo image; review_body text; unit_price number;
 qty integer 1..30; shipping_days integer 0..40; returned category =Y,N; refund_amt
 number; warehouse category =w1,w2,w3"""
GRASP = """rgb image; depth_map image; wrench vector; gripper_width_mm number;
 object_class category =mug,can,box; outcome category =success,slip,miss; trial_no
 integer 1..90000"""
CREDIT = """cust_no id; letter text; balance_history series; annual_income number;
 fico integer 300..850; branch category =n,s,w; dflt_flag boolean; lgd number"""
BIRD = """rec_id id; clip audio; spectrogram image; lat latitude; lon longitude;
 species category =wren,robin,finch,lark; call_type category =song,alarm; observer
 category =o1,o2,o3; snr_db number"""
GREEN = """plant id; top_cam image; side_cam image; leaf_temp number; ec number;
 ripeness category =ripe,unripe,turning,overripe; brix number; days_to_harvest
 number; fruit_count integer 0..80; greenhouse category =g1,g2"""
STAFF = """EmployeeNumber id; CoverLetter text; Portrait image; Department category
 =R,S,H; YearsAtCompany integer 0..40; MonthlyIncome number; Gender category =f,m;
 PerformanceRating integer 1..4; Attrition category =Yes,No; ExitDate date"""
LOGS = """session id; clicks series; user_agent text; screenshot image; dwell_s
 number; pages integer 1..300; country category =de,fr,us; is_bot boolean;
 conversion boolean; basket_value number"""
LEASE = """contract id; clause text; scan image; pages integer 1..90; notice_months
 integer 1..24; topics category =rent,rent|pets,pets,repairs|rent; void boolean;
 dispute_cost_eur number; reviewer category =x,y"""
MOTORS = """unit id; phase_current series; thermogram image; load_pct number;
 hours_in_service number 1..9000; broke_down boolean; vibration_class category
 =A,B,C,D; site category =s1,s2,s3"""
ROOF = """house id; aerial image; street_view image; year_built integer 1900..2020;
 roof_type category =flat,gable,hip; kwh_per_year number; heat_loss_w number;
 window_share number"""
PRODUCT = "sku id; photo image; ad_text text; price number"
CT_ZH = """检查号 id; CT图像 image; 影像所见 text; 年龄 integer 18..95; 性别
 category =男,女; 结节直径 number; 良恶性 category =良性,恶性; 病理分期 category
 =III期,I期,II期; 随访月数 number 1..120; 是否死亡 boolean; 医生 category =甲,乙"""
SHOP_ZH = """商品编号 id; 主图 image; 标题 text; 原价 number; 折后价 number; 月销量
 integer 0..9000; 退货率 number; 店铺等级 category =铜牌,金牌,银牌; 是否下架 boolean"""
AIR_ZH = """站点 category =东,西,南; 时间 date; 天空照片 image; 气象曲线 series;
 PM2.5 number; 臭氧 number; 污染程度 category =中度,轻度,重度; 车流量 integer
 0..9000"""
CALL_ZH = """工单号 id; 通话录音 audio; 转写文本 text; 时长秒 number; 客户情绪
 category =愤怒,平静,满意; 是否投诉 boolean; 满意度 integer 1..5; 坐席 category
 =a,b,c"""

SEEN = (
    Case(
        "triage-admit",
        TRIAGE,
        "Hello all,\n\nwe'd like to find out at the door who will be admitted. You get"
        " the chief complaint as typed by the nurse, the x-ray if one was made, and the"
        " pulse wave. losHours is of course only known at discharge, so it can't go in."
        " The clerk's name shouldn't matter - drop it please. We compare systems by"
        " AUC.\n\nThanks!",
        "admitted",
        "binary",
        "roc_auc",
        without="losHours clerkName",
    ),
    Case(
        "triage-level",
        TRIAGE,
        "triage level 1-5 (1 = most urgent), ordinal, from complaint + age + xray."
        " no length of stay, no admission flag",
        "triageLevel",
        "ordinal",
        levels="1 2 3 4 5",
        without="losHours admitted",
    ),
    Case(
        "los",
        TRIAGE,
        "How many hours will the patient stay? RMSE.",
        "losHours",
        "regression",
        "rmse",
    ),
    Case(
        "return",
        RETURNS,
        "# Returns\n\nEach row is one order line. `product_photo` is the picture in the"
        " shop, `review_body` what the customer wrote, and the other columns are facts"
        " about the order. Predict whether the item was `returned`. `refund_amt` is"
        " only filled for returns and has to be left aside. About one order in twelve"
        " comes back; the metric is average precision.",
        "returned",
        "binary",
        "average_precision",
        without="refund_amt",
        positive="Y",
    ),
    Case(
        "refund",
        RETURNS,
        "predict refund amount. use only photo, price and quantity. mape",
        "refund_amt",
        "regression",
        "mape",
        only="product_photo unit_price qty",
    ),
    Case(
        "grasp",
        GRASP,
        "- task: will the grasp work? (success / slip / miss)\n- inputs: RGB, depth,"
        " wrench\n- not allowed: object class, trial number\n- metric: balanced"
        " accuracy\n- must run in 8 ms on the robot's CPU",
        "outcome",
        "multiclass",
        "balanced_accuracy",
        without="object_class trial_no",
        latency=8.0,
    ),
    Case(
        "grasp-width",
        GRASP,
        "Please regress the gripper width (in mm) from both cameras and the wrench"
        " sensor. Median absolute error. Outcome is unknown at that time.",
        "gripper_width_mm",
        "regression",
        "median_ae",
        without="outcome",
    ),
    Case(
        "default-seven",
        CREDIT,
        "Probability that a customer defaults, given the letter, the balance history"
        " and the income. Regulation forbids us to use the branch. LGD is measured"
        " after the default and would leak. Report Brier if you can, but rank models by"
        " ROC AUC.",
        "dflt_flag",
        "binary",
        "roc_auc",
        without="branch lgd",
    ),
    Case(
        "lgd",
        CREDIT,
        "loss given default (lgd) w/ 5%, 50% & 95% quantiles, without the default flag",
        "lgd",
        "regression",
        "mae pinball",
        without="dflt_flag",
        quantiles=(0.05, 0.5, 0.95),
    ),
    Case(
        "bird-seven",
        BIRD,
        "Which bird is singing? Tell the species from the sound alone. Classes are"
        " unbalanced so macro f1 it is.",
        "species",
        "multiclass",
        "f1_macro",
        only="clip",
    ),
    Case(
        "bird-call",
        BIRD,
        "is it a song or an alarm call? anything but the observer may be used",
        "call_type",
        "binary",
        without="observer",
    ),
    Case(
        "ripe",
        GREEN,
        "We need to grade ripeness: unripe, turning, ripe, overripe (in this order)."
        " Both cameras are available. brix and days_to_harvest are lab values that we"
        " won't have in the field.",
        "ripeness",
        "ordinal",
        levels="unripe turning ripe overripe",
        without="brix days_to_harvest",
    ),
    Case(
        "fruits",
        GREEN,
        "count the fruits on each plant from the two camera pictures and nothing else;"
        " MAE",
        "fruit_count",
        "regression",
        "mae",
        only="top_cam side_cam",
    ),
    Case(
        "brix-days",
        GREEN,
        "I need two numbers per plant, brix and the days to harvest. Don't look at"
        " ripeness.",
        "brix days_to_harvest",
        "multitarget",
        without="ripeness",
    ),
    Case(
        "attrition",
        STAFF,
        "Flag employees at risk of leaving (Attrition = Yes). Gender and portrait must"
        " not play a role, for fairness. Exit date is leaking too. F1 on the leavers.",
        "Attrition",
        "binary",
        "f1",
        positive="Yes",
        without="Gender Portrait ExitDate",
    ),
    Case(
        "income",
        STAFF,
        "whats the monthly income of a employee? mean absolut error, dont use gender",
        "MonthlyIncome",
        "regression",
        "mae",
        without="Gender",
    ),
    Case(
        "bots",
        LOGS,
        "Catch bots! False alarms annoy customers, so precision is what counts. The"
        " model has to stay small: 300k params max, 256 MB RAM.",
        "is_bot",
        "binary",
        "precision",
        params=300_000,
        memory=256,
    ),
    Case(
        "basket",
        LOGS,
        "Given a session's clicks and the screenshot, how much money is in the basket?"
        " conversion and is_bot aren't available when we predict. RMSLE",
        "basket_value",
        "regression",
        "rmsle",
        without="conversion is_bot",
    ),
    Case(
        "topics",
        LEASE,
        "Tag every clause with its topics (several possible, pipe-separated)."
        " The reviewer column must be disregarded. Jaccard.",
        "topics",
        "multilabel",
        "jaccard",
        without="reviewer",
        separator="|",
    ),
    Case(
        "breakdown",
        MOTORS,
        "Survival model for our motors: hours_in_service is the time, broke_down the"
        " event (0 = censored). Use current and thermogram, don't use the site.",
        "hours_in_service broke_down",
        "survival",
        "c_index",
        without="site",
    ),
    Case(
        "roof",
        ROOF,
        "roof type from aerial imagery, not from street view. top-1 accuracy",
        "roof_type",
        "multiclass",
        "accuracy",
        without="street_view",
    ),
    Case(
        "heat",
        ROOF,
        "Estimate yearly consumption in kWh; heat loss is a derived figure -> exclude."
        " R^2. Model size up to 5M.",
        "kwh_per_year",
        "regression",
        "r2",
        without="heat_loss_w",
        params=5_000_000,
    ),
    Case(
        "ads",
        PRODUCT,
        "for every photo find the ad text that belongs to it, MRR",
        "ad_text",
        "retrieval",
        "mrr",
    ),
    Case(
        "结节",
        CT_ZH,
        "判断结节是良性还是恶性，输入CT图像和影像所见。病理分期、随访月数、是否死亡都是"
        "事后信息，不得使用。以AUC为准。",
        "良恶性",
        "binary",
        "roc_auc",
        positive="恶性",
        without="病理分期 随访月数 是否死亡",
    ),
    Case(
        "肺癌生存",
        CT_ZH,
        "做生存分析，预测患者的生存时间：随访月数为时间，是否死亡为事件，医生这一列去掉",
        "随访月数 是否死亡",
        "survival",
        without="医生",
    ),
    Case(
        "月销",
        SHOP_ZH,
        "这个商品一个月大概能卖多少件？看主图、标题和价格，退货率先别放进去，用RMSLE",
        "月销量",
        "regression",
        "rmsle",
        without="退货率",
    ),
    Case(
        "污染",
        AIR_ZH,
        "用天空照片 + 气象曲线预测污染程度（轻度<中度<重度），PM2.5和臭氧不许当输入，"
        "quadratic kappa，CPU上每条不超过20ms",
        "污染程度",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="轻度 中度 重度",
        without="PM2.5 臭氧",
        latency=20.0,
    ),
    Case(
        "投诉",
        CALL_ZH,
        "客户会投诉吗？只听录音。宁可误报也不能漏掉。",
        "是否投诉",
        "binary",
        "recall",
        only="通话录音",
    ),
)

UNCLEAR = (
    Case(
        "which-price-seven",
        SHOP_ZH,
        "预测商品的价格",
        ask="原价 折后价",
    ),
    Case(
        "which-log",
        LOGS,
        "make a good model of our visitors",
        ask="is_bot conversion basket_value",
    ),
)
