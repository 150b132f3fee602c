"""The same five users over other tables: the half kept back while the rules were
mended for the other half. Written before any was read.

22 of 30 were right when first read (73 %; English 14 of 16, Chinese 8 of 14): 2 wrong
targets without a word, 5 refused without need. After the mending for `fourteenth`
still 22 (English 15, Chinese 7), 1 wrong target, 6 refused. Four of its failures were
then seen by mistake; a mend that two of them led to made it 24. All since.
"""

from statement_suite import Case

CLAIM = """claim_id id; accident_photo image; adjuster_notes text; claim_date date;
 vehicle_age integer 0..25; claim_amount number; repair_days integer 0..90;
 is_fraud boolean; severity category =major,minor,total; state category =CA,NY,TX"""
DRONE = """flight_id id; video video; accel series; gyro series; wind_speed number;
 payload_kg number; battery_pct number; crash boolean;
 manoeuvre category =hover,land,roll,takeoff; remaining_flight_min number;
 pilot_id category =p1,p2,p3"""
HEART = """patient_id id; ecg series; chest_xray image; discharge_summary text;
 age integer 18..95; sex category =F,M; ejection_fraction number;
 rhythm category =AF,NSR,SVT; readmitted_30d boolean; length_of_stay number;
 follow_up_days number; died boolean; hospital category =h1,h2,h3"""
MEME = """file id; meme image; caption text; likes integer 0..90000;
 hateful boolean; label category =funny,neutral,offensive"""
RENTAL = """Id id; Description text; Photo image; Bedrooms integer 0..8; SqFt number;
 City category =austin,boston,miami; Listed date; -Rent number"""
PAPER = """paper_id id; abstract text; figure image; year integer 1990..2025;
 citations integer 0..9000; accepted boolean; topic category =cv,nlp,rl;
 review_score number"""
FOOD_ZH = """订单号 id; 菜品图 image; 用户评价 text; 下单时间 date; 商圈 category
 =东,北,南,西; 配送距离 number; 配送时长 number; 订单金额 number; 是否退款 boolean;
 用户评分 integer 1..5; 骑手 category =甲,乙,丙"""
STORE_ZH = """任务编号 id; 相机画面 image; 力传感器 series; 物品重量 number;
 物品类别 category =瓶,盒,袋; 抓取是否成功 boolean; 抓取耗时 number; 机械臂型号
 category =A1,A2; 碰撞次数 integer 0..20"""
PATHO_ZH = """病理号 id; 切片图像 image; 诊断报告 text; 年龄 integer 20..90;
 肿瘤大小 number; 良恶性 category =恶性,良性; 分化程度 category =中,低,高;
 淋巴转移 boolean; Ki67 number; 送检医院 category =一院,二院"""
RENT_TW = """編號 id; 房屋照片 image; 描述 text; 坪數 number; 屋齡 number;
 行政區 category =信義,大安,文山; 月租金 number; 是否含車位 boolean; 房東 category
 =王,黃; 瀏覽次數 integer 0..9000"""
COMMENT_ZH = """uid id; comment text; avatar image; gender category =f,m;
 like_cnt integer 0..900; is_spam boolean; emotion category =anger,joy,sad;
 age integer 10..80"""

SEEN = (
    # The analyst.
    Case(
        "claim-fraud",
        CLAIM,
        "Please build a fraud detection model on our claims. Photos and adjuster notes are"
        " the main inputs. Repair days are known only after the claim is closed, so they"
        " shouldn't go in.",
        "is_fraud",
        "binary",
        without="repair_days",
    ),
    Case(
        "claim-cost",
        CLAIM,
        "Predict the amount of the claim; outliers are big, so median absolute error."
        " Not using severity or fraud.",
        "claim_amount",
        "regression",
        "median_ae",
        without="severity is_fraud",
    ),
    Case(
        "claim-severity",
        CLAIM,
        "How bad was the accident? We have three severity levels: minor < major < total."
        " Use the photo.",
        "severity",
        "ordinal",
        levels="minor major total",
    ),
    Case(
        "paper-accept",
        PAPER,
        "Given abstract and main figure, will the paper be accepted? Citations and the"
        " review score must be removed. ROC AUC.",
        "accepted",
        "binary",
        "roc_auc",
        without="citations review_score",
    ),
    Case(
        "paper-cites",
        PAPER,
        "estimate number of citations based on the abstract, figure and year. RMSLE",
        "citations",
        "regression",
        "rmsle",
    ),
    # The robotics engineer.
    Case(
        "drone-manoeuvre",
        DRONE,
        "Recognise the manoeuvre from accelerometer and gyroscope. Needs to fit a"
        " microcontroller, at most 100k parameters. No video.",
        "manoeuvre",
        "multiclass",
        params=100_000,
        without="video",
    ),
    Case(
        "drone-crash",
        DRONE,
        "crash prediction, inference < 15 ms, everything except pilot id and remaining"
        " flight time",
        "crash",
        "binary",
        latency=15.0,
        without="pilot_id remaining_flight_min",
    ),
    Case(
        "drone-remaining",
        DRONE,
        "How many minutes of flight are left? Inputs: battery, payload, wind and both IMU"
        " streams. crash is in the log but should be ignored. metric: rmse",
        "remaining_flight_min",
        "regression",
        "rmse",
        without="crash",
    ),
    # The clinician.
    Case(
        "heart-readmit",
        HEART,
        "I would like to predict 30-day readmission from the ECG, the chest film and the"
        " discharge summary. Death and follow-up time are outcomes and must not be"
        " inputs. AUROC.",
        "readmitted_30d",
        "binary",
        "roc_auc",
        without="died follow_up_days",
    ),
    Case(
        "heart-ef",
        HEART,
        "Can we estimate ejection fraction from the ECG alone?",
        "ejection_fraction",
        "regression",
        only="ecg",
    ),
    Case(
        "heart-surv",
        HEART,
        "Survival model: time is follow_up_days, event is died. Exclude length of stay and"
        " readmission.",
        "follow_up_days died",
        "survival",
        without="length_of_stay readmitted_30d",
    ),
    Case(
        "heart-rhythm",
        HEART,
        "Classify the heart rhythm, all three classes are equally important. Don't let it"
        " see which hospital it was.",
        "rhythm",
        "multiclass",
        "f1_macro balanced_accuracy",
        without="hospital",
    ),
    # The student.
    Case(
        "meme-label",
        MEME,
        "multimodal meme classifer for the label column, use macro f1, not likes",
        "label",
        "multiclass",
        "f1_macro",
        without="likes",
    ),
    Case(
        "rental-quick",
        RENTAL,
        "fill in the missing column in test.csv, metric is rmsle",
        "Rent",
        "regression",
        "rmsle",
    ),
    Case(
        "meme-hate",
        MEME,
        "hatefull memes detection w/ image+caption, auc",
        "hateful",
        "binary",
        "roc_auc",
    ),
    # The product manager.
    Case(
        "外卖时长",
        FOOD_ZH,
        "预测一单外卖多久能送到，用户评价和评分是送达以后才有的，不能作为输入，平均误差越小越好",
        "配送时长",
        "regression",
        "mae",
        without="用户评价 用户评分",
    ),
    Case(
        "外卖退款",
        FOOD_ZH,
        "哪些订单会退款？结合菜品图和用户评价来判断，骑手字段涉及隐私请不要使用",
        "是否退款",
        "binary",
        without="骑手",
    ),
    Case(
        "外卖评分",
        FOOD_ZH,
        "想做个模型预测用户评分，把它当成数值来回归，用RMSE",
        "用户评分",
        "regression",
        "rmse",
    ),
    Case(
        "垃圾评论",
        COMMENT_ZH,
        "过滤垃圾评论，主要看评论文本和头像，误伤正常用户要尽量少",
        "is_spam",
        "binary",
        "precision",
    ),
    Case(
        "评论情绪",
        COMMENT_ZH,
        "识别评论的情绪，性别和年龄都不许用，指标用宏平均F1",
        "emotion",
        "multiclass",
        "f1_macro",
        without="gender age",
    ),
    # The robotics engineer, in Chinese.
    Case(
        "抓取成功",
        STORE_ZH,
        "预测机械臂能否抓取成功，输入相机画面和力传感器，推理要在8毫秒以内，模型小于100万参数。"
        "抓取耗时和碰撞次数是事后记录，排除掉。",
        "抓取是否成功",
        "binary",
        latency=8.0,
        params=1_000_000,
        without="抓取耗时 碰撞次数",
    ),
    Case(
        "物品分类",
        STORE_ZH,
        "看相机画面就能分出是瓶子、盒子还是袋子，其他列都不要",
        "物品类别",
        "multiclass",
        only="相机画面",
    ),
    Case(
        "耗时重量",
        STORE_ZH,
        "想让网络一次输出物品重量和抓取耗时两个值",
        "物品重量 抓取耗时",
        "multitarget",
    ),
    # The clinician, in Chinese.
    Case(
        "良恶性",
        PATHO_ZH,
        "根据切片图像和年龄鉴别良恶性，以恶性为阳性，敏感度优先，诊断报告里写了结论所以不能给模型看",
        "良恶性",
        "binary",
        "recall",
        positive="恶性",
        without="诊断报告",
    ),
    Case(
        "淋巴转移",
        PATHO_ZH,
        "建立淋巴结转移的预测模型，除了送检医院以外的信息都可以用，AUC评价",
        "淋巴转移",
        "binary",
        "roc_auc",
        without="送检医院",
    ),
    Case(
        "分化程度",
        PATHO_ZH,
        "分化程度有低、中、高三个等级，请用病理切片和Ki67来预测",
        "分化程度",
        "ordinal",
        levels="低 中 高",
    ),
    # The student, in traditional Chinese.
    Case(
        "月租金",
        RENT_TW,
        "幫我做一個租金預測，照片跟描述都要用，房東跟瀏覽次數不用，用MAPE",
        "月租金",
        "regression",
        "mape",
        without="房東 瀏覽次數",
    ),
    Case(
        "車位",
        RENT_TW,
        "從照片看有沒有車位",
        "是否含車位",
        "binary",
    ),
)
UNCLEAR = (
    Case(
        "heart-outcome",
        HEART,
        "Predict the patient's outcome from the ECG.",
        ask="readmitted_30d died",
    ),
    Case("外卖模型", FOOD_ZH, "用这些外卖数据做个预测模型", ask="配送时长 是否退款"),
)
