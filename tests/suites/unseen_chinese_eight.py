"""Forty-four statements in Chinese by somebody who had never seen the reader: cars with lidar
and radar, hospitals, food delivery, robot arms, homes, courses, fields from above, calls.
First reading: 33 right, 1 with another target, none guessed.
"""

from statement_suite import Case

CHINESE9_DRIVE = """clip_id id; capture_time date; front_cam image; lidar_scan points; radar_track series; gps_lat latitude; gps_lon longitude;
 ego_speed number; weather category =clear,rain,fog,snow; driver_note text; lead_gap_m number; takeover boolean; takeover_delay_s number;
 disengage_reason category =perception,planning,localization,hardware"""

CHINESE9_HOSP = """住院号 id; 入院日期 date; 胸片 image; 心电图 series; 入院记录 text; 年龄 integer 18..95; 白细胞计数 number; 出院小结 text;
 -肿瘤分期 category =I期,II期,III期,IV期; -合并症 category =高血压|糖尿病,冠心病|糖尿病,高血压,慢阻肺|高血压; -住院天数 number;
 -是否再入院 boolean; -随访月数 number; -是否死亡 boolean"""

CHINESE9_FOOD = """order_no id; placed_at date; dish_photo image; customer_remark text; rider_call audio; distance_km number; basket_yuan number;
 cuisine category =川菜,粤菜,快餐,奶茶; coupon_used boolean; prep_minutes number; delivery_minutes number; review_text text;
 star_rating integer 1..5; refunded boolean"""

CHINESE9_ARM = """记录编号 id; 采集时间 date; 工位相机 image; 关节电流 series; 运行声音 audio; 负载重量 number; 型号 category =A6,A8,B12;
 电机温度 number; 减速器温度 number; 定位误差 number; 故障类型 category =正常,轴承磨损,皮带松动,编码器故障; 维修备注 text; 维修工时 number;
 是否停机 boolean"""
CHINESE9_HOUSE = """房源编号 id; 挂牌日期 date; 室内照片 image; 户型图 image; 房源描述 text; 纬度 latitude; 经度 longitude; 建筑面积 number;
 楼层 integer 1..33; 装修风格 category =中式,北欧,日式,现代; 挂牌价 number; 成交价 number; 成交周期天 number; 是否降价 boolean"""

CHINESE9_EDU = """learner_id id; enrolled_on date; lecture_clip video; webcam_frame image; quiz_log series; forum_post text; age integer 16..60;
 device category =phone,tablet,pc; course_topics category =math|python,english,math,python|ai; watch_hours number; midterm_score number;
 final_score number; dropped_out boolean; certificate boolean"""

CHINESE9_FARM = """地块编号 id; 拍摄日期 date; 卫星影像 image; 植被指数序列 series; 土壤光谱 vector; 农技员记录 text; 纬度 latitude; 经度 longitude;
 省份 constant; -土壤湿度 number; -作物 category =小麦,玉米,水稻,大豆; -受灾等级 category =无,轻,中,重;
 -病虫害 category =蚜虫|锈病,锈病,稻飞虱|纹枯病,蚜虫; -亩产公斤 number"""

CHINESE9_BANK = """call_id id; call_time date; call_audio audio; transcript text; agent_screenshot image; customer_age integer 18..85;
 account_tier category =普通卡,金卡,白金卡; wait_seconds number; talk_seconds number; intent category =挂失,贷款,转账,理财;
 satisfaction integer 1..10; resolution_note text; complaint boolean; churned boolean"""
_FIRST = (
    Case(
        "chinese9-drive-takeover",
        CHINESE9_DRIVE,
        "预测安全员会不会接管，看AUC。takeover_delay_s和disengage_reason都是接管之后才有的，别用",
        "takeover",
        "binary",
        "roc_auc",
        without="takeover_delay_s disengage_reason",
    ),
    Case(
        "chinese9-drive-weather",
        CHINESE9_DRIVE,
        "天气分类，宏F1",
        "weather",
        "multiclass",
        "f1_macro",
    ),
    Case(
        "chinese9-drive-gap",
        CHINESE9_DRIVE,
        "算一下离前车还有多少米，只用激光雷达和毫米波雷达，误差按MAE算，单次推理不能超过30毫秒",
        "lead_gap_m",
        "regression",
        "mae",
        only="lidar_scan radar_track",
        latency=30,
    ),
    Case(
        "chinese9-drive-reason",
        CHINESE9_DRIVE,
        "做一个接管原因的分类。司机写的备注不许用，他们经常直接把答案写里面了",
        "disengage_reason",
        "multiclass",
        without="driver_note",
    ),
    Case(
        "chinese9-drive-delay",
        CHINESE9_DRIVE,
        "我们上个月在苏州和广州各跑了两周，现在想估计安全员接管花了几秒，指标RMSE。GPS位置不要进模型，不然换个城市就不灵了",
        "takeover_delay_s",
        "regression",
        "rmse",
        without="gps_lat gps_lon",
    ),
    Case(
        "chinese9-hosp-stay",
        CHINESE9_HOSP,
        "从胸片和入院记录预测病人要住几天院，出院小结是出院时才写的，不能看。平均绝对误差",
        "住院天数",
        "regression",
        "mae",
        without="出院小结",
    ),
    Case(
        "chinese9-hosp-survival",
        CHINESE9_HOSP,
        "做个生存分析，时间是随访月数，事件是死亡，用C-index评",
        "随访月数 是否死亡",
        "survival",
        "c_index",
    ),
    Case(
        "chinese9-hosp-stage",
        CHINESE9_HOSP,
        "帮我判断肿瘤是几期，I到IV期是有顺序的，用二次加权kappa",
        "肿瘤分期",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="I期 II期 III期 IV期",
    ),
    Case(
        "chinese9-hosp-comorbid",
        CHINESE9_HOSP,
        "一个病人可能同时有好几种合并症，希望全都预测出来，光看入院记录这一段文字，其他的都不用",
        "合并症",
        "multilabel",
        only="入院记录",
    ),
    Case(
        "chinese9-hosp-readmit",
        CHINESE9_HOSP,
        "哪些病人出院以后还会再住进来？年龄不要用，伦理委员会不同意。",
        "是否再入院",
        "binary",
        without="年龄",
    ),
    Case(
        "chinese9-food-refund",
        CHINESE9_FOOD,
        "这单最后会不会退款？F1。评价内容和星级都是送完才有的，不能拿来用",
        "refunded",
        "binary",
        "f1",
        without="review_text star_rating",
    ),
    Case(
        "chinese9-food-prep",
        CHINESE9_FOOD,
        "预测商家出餐要几分钟，用MAPE，只准用菜品照片、顾客备注和菜系这三样",
        "prep_minutes",
        "regression",
        "mape",
        only="dish_photo customer_remark cuisine",
    ),
    Case(
        "chinese9-food-both",
        CHINESE9_FOOD,
        "把出餐时间跟配送时间两个一起预测出来，MAE",
        "prep_minutes delivery_minutes",
        "multitarget",
        "mae",
    ),
    Case(
        "chinese9-food-cuisine",
        CHINESE9_FOOD,
        "看菜的图片认出是哪个菜系，准确律就行，要放手机上跑，模型参数别超过五百万",
        "cuisine",
        "multiclass",
        "accuracy",
        params=5_000_000,
    ),
    Case(
        "chinese9-food-stars",
        CHINESE9_FOOD,
        "顾客会给几颗星，1到5星当有序等级来做，QWK。骑手的电话录音涉及隐私，去掉",
        "star_rating",
        "ordinal",
        "cohen_kappa_quadratic",
        without="rider_call",
    ),
    Case(
        "chinese9-arm-fault",
        CHINESE9_ARM,
        "听声音再加上电流，判断是哪种故障。维修备注和维修工时是修完才填的，排除掉。宏平均F1",
        "故障类型",
        "multiclass",
        "f1_macro",
        without="维修备注 维修工时",
    ),
    Case(
        "chinese9-arm-hours",
        CHINESE9_ARM,
        "老板想提前排班，所以要知道修一次得花多少工时",
        "维修工时",
        "regression",
    ),
    Case(
        "chinese9-arm-stop",
        CHINESE9_ARM,
        "是否停机，召回率",
        "是否停机",
        "binary",
        "recall",
    ),
    Case(
        "chinese9-arm-error",
        CHINESE9_ARM,
        "预测定位误差，不要只给一个数，给10%和90%两个分位数，用pinball loss",
        "定位误差",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "chinese9-arm-motor",
        CHINESE9_ARM,
        "用工位相机的图像预侧电机温度，减速器那个温度不要放进去，R²越高越好",
        "电机温度",
        "regression",
        "r2",
        without="减速器温度",
    ),
)


_FIRST_UNCLEAR = (
    Case(
        "chinese9-food-vague",
        CHINESE9_FOOD,
        "预测要多少分钟，MAE",
        ask="prep_minutes delivery_minutes",
    ),
    Case(
        "chinese9-arm-vague",
        CHINESE9_ARM,
        "帮忙预测一下机械臂的温度，用均方根误差",
        ask="电机温度 减速器温度",
    ),
)

_SECOND = (
    Case(
        "chinese9-house-deal",
        CHINESE9_HOUSE,
        "估一下这套房最后多少钱成交，MAPE。成交周期和是否降价那时候还不知道，别用",
        "成交价",
        "regression",
        "mape",
        without="成交周期天 是否降价",
    ),
    Case(
        "chinese9-house-days",
        CHINESE9_HOUSE,
        "房子挂出去多少天能卖掉？成交价当然不能用",
        "成交周期天",
        "regression",
        without="成交价",
    ),
    Case(
        "chinese9-house-style",
        CHINESE9_HOUSE,
        "看看是中式、北欧、日式还是现代风格，只用室内照片，别的都不要，准确率",
        "装修风格",
        "multiclass",
        "accuracy",
        only="室内照片",
    ),
    Case(
        "chinese9-house-cut",
        CHINESE9_HOUSE,
        "业主会不会降价，auc，经纬度不要",
        "是否降价",
        "binary",
        "roc_auc",
        without="纬度 经度",
    ),
    Case(
        "chinese9-house-ask",
        CHINESE9_HOUSE,
        "我是做中介的，业主来挂房子的时候老问我挂牌价定多少合适，想做个模型给个参考。成交价、成交周期、是否降价这几个挂牌的时候都还没有，不能参与。评价用RMSLE",
        "挂牌价",
        "regression",
        "rmsle",
        without="成交价 成交周期天 是否降价",
    ),
    Case(
        "chinese9-edu-drop",
        CHINESE9_EDU,
        "找出哪些学员会中途退课，用PR曲线下面积。期末成绩和拿没拿证书不能当特征，那都是后面的事了",
        "dropped_out",
        "binary",
        "average_precision",
        without="final_score certificate",
    ),
    Case(
        "chinese9-edu-final",
        CHINESE9_EDU,
        "期末能考多少分？均方根误差。证书是按期末分发的，所以certificate要去掉",
        "final_score",
        "regression",
        "rmse",
        without="certificate",
    ),
    Case(
        "chinese9-edu-scores",
        CHINESE9_EDU,
        "期中、期末两个分数一块儿预测，看R2",
        "midterm_score final_score",
        "multitarget",
        "r2",
    ),
    Case(
        "chinese9-edu-topics",
        CHINESE9_EDU,
        "预测每个学员选了哪些主题的课，一个人可以同时选好几个，macro F1，摄像头画面不许用",
        "course_topics",
        "multilabel",
        "f1_macro",
        without="webcam_frame",
    ),
    Case(
        "chinese9-edu-cert",
        CHINESE9_EDU,
        "学员能不能拿到证书，log loss。只用期中成绩、测验记录和论坛发帖，其余列一概不用，内存别超过2GB",
        "certificate",
        "binary",
        "log_loss",
        only="midterm_score quiz_log forum_post",
        memory=2048,
    ),
    Case(
        "chinese9-farm-yield",
        CHINESE9_FARM,
        "亩产 MAE 不用农技员记录",
        "亩产公斤",
        "regression",
        "mae",
        without="农技员记录",
    ),
    Case(
        "chinese9-farm-crop",
        CHINESE9_FARM,
        "根据卫星影像和植被指数识别地里种的是什么，各类数量差得挺多，用平衡准确率吧",
        "作物",
        "multiclass",
        "balanced_accuracy",
    ),
    Case(
        "chinese9-farm-damage",
        CHINESE9_FARM,
        "保险理赔要用：给每块地评受灾等级，无、轻、中、重，一档比一档严重，按有序来做",
        "受灾等级",
        "ordinal",
        levels="无 轻 中 重",
    ),
    Case(
        "chinese9-farm-pests",
        CHINESE9_FARM,
        "每块地有哪些病虫害，可能不止一种。手上能用的只有卫星图和土壤光谱",
        "病虫害",
        "multilabel",
        only="卫星影像 土壤光谱",
    ),
    Case(
        "chinese9-farm-moist",
        CHINESE9_FARM,
        "反演土壤湿度，不要让模型看到经纬度，不然它就是在背地图。指标斯皮尔曼相关系数",
        "土壤湿度",
        "regression",
        "spearman",
        without="纬度 经度",
    ),
    Case(
        "chinese9-bank-intent",
        CHINESE9_BANK,
        "客户打电话进来是要办什么业务？加权F1，处理小结是坐席事后写的，不能用",
        "intent",
        "multiclass",
        "f1_weighted",
        without="resolution_note",
    ),
    Case(
        "chinese9-bank-complaint",
        CHINESE9_BANK,
        "判断这通电话会不会引发投诉，漏报比误报严重得多，所以看F2。满意度打分是挂了电话以后才有的，请剔除",
        "complaint",
        "binary",
        "f2",
        without="satisfaction",
    ),
    Case(
        "chinese9-bank-find",
        CHINESE9_BANK,
        "给一段通话录音，从库里检索出对应的文字稿，只靠录音，recall@10",
        "transcript",
        "retrieval",
        "recall_at_10",
        only="call_audio transcript",
    ),
    Case(
        "chinese9-bank-talk",
        CHINESE9_BANK,
        "预测通话会持续多少秒。录音、文字稿还有处理小结都得打完才有，不能用。响应要在0.2秒以内",
        "talk_seconds",
        "regression",
        without="call_audio transcript resolution_note",
        latency=200,
    ),
    Case(
        "chinese9-bank-churn",
        CHINESE9_BANK,
        "想知道每个客户流失的概率，概率要准，用Brier分数；合规那边说客户年龄和卡等级不能作为依椐",
        "churned",
        "binary",
        "brier",
        without="customer_age account_tier",
    ),
)


_SECOND_UNCLEAR = (
    Case(
        "chinese9-house-vague",
        CHINESE9_HOUSE,
        "用照片和描述预测价格，R2",
        ask="挂牌价 成交价",
    ),
    Case(
        "chinese9-edu-vague",
        CHINESE9_EDU,
        "能不能预测一下学员考多少分",
        ask="midterm_score final_score",
    ),
)

SEEN = _FIRST + _SECOND
UNCLEAR = _FIRST_UNCLEAR + _SECOND_UNCLEAR
KNOWN = {
    "chinese9-hosp-comorbid": "inputs",
    "chinese9-bank-intent": "inputs",
    "chinese9-bank-talk": "inputs",
}
"""What is misread, by its fields."""
