"""Forty-four statements in Chinese by somebody who had never seen the reader, mostly over
English names, of the fields of `unseen_english_seven`. First reading: 32 right, 1 with
another target, 1 unclear one guessed.
"""

from statement_suite import Case

DRIVE8 = """frame_id id; cam_front image; lidar_pcd points; radar_vec vector; ego_speed number;
 lead_speed number; steerAngle number; brake_pressure number; brake boolean; ttc number;
 weather category =clear,rain,fog,snow; n_ped integer 0..15; scene_txt text"""
CHEST8 = """影像号 id; 胸片 image; 年龄 integer 18..95; 性别 category =男,女; 主诉 text; 报告 text;
 白细胞 number; 血氧 number; 是否肺炎 boolean; 严重程度 category =轻度,中度,重度;
 征象 category =结节,积液,气胸,结节|积液,积液|实变; 随访天数 number; 是否死亡 boolean; 是否入ICU boolean"""
GOODS8 = """sku id; img_path image; title text; txt text; cat category =shoes,bags,toys,phones;
 brand category =nike,apple,lego,other; sale_price number; list_price number; stars integer 1..5;
 n_reviews integer 0..900; sold_30d integer 0..500; label category =genuine,fake; listed_at date"""
CALLS8 = """call_id id; wav audio; transcript text; agent_no category =A01,A02,A03,A04;
 queue category =billing,tech,sales; talk_sec number; hold_sec number; csat integer 1..5;
 emotion category =neutral,angry,sad,happy; escalated boolean; churn_30d boolean; call_time date;
 -agent_note text"""
HANDS8 = """clip_id id; video_path video; acc series; gyro series; emg series;
 subj category =s01,s02,s03,s04; hand category =left,right; gesture category =swipe,tap,pinch,circle,wave;
 gesture_pred category =swipe,tap,pinch,circle,wave; n_reps integer 1..20; tremor_score integer 0..4;
 fatigue number; notes text; fw_ver constant"""
EARTH8 = """tile_id id; sat_img image; lat latitude; lon longitude; obs_date date; t2m number;
 precip_mm number; wx_series series; cloud_pct number; ndvi number; yield_t_ha number;
 landUse category =forest,crop,urban,water; flood boolean; -flood_km2 number"""
TAXI8 = """订单号 id; 轨迹 series; 上车时间 date; 上车纬度 latitude; 上车经度 longitude; 下车纬度 latitude;
 下车经度 longitude; 行程时长 number; 行程距离 number; 车费 number; 小费 number;
 支付方式 category =现金,刷卡,手机; 是否拼车 boolean; 备注 text"""
ROBOT8 = """run_id id; wrist_cam image; ft_series series; joint_vec vector; grip_force number; peak_force number;
 obj category =cube,bolt,cable,cup; mass_kg number; instr text; outcome category =success,slip,collision;
 anomaly boolean; cycle_sec number; hrs_to_fail number; failed boolean"""
_FIRST = (
    Case(
        "chinese8-drive-brake",
        DRIVE8,
        "下一刻要不要踩刹车,看AUC。brake_pressure是踩下去之后才有的,不能用",
        "brake",
        "binary",
        "roc_auc",
        without="brake_pressure",
    ),
    Case(
        "chinese8-drive-steer",
        DRIVE8,
        "根据前视相机、激光雷达点云和毫米波雷达预测方向盘转角,指标RMSE",
        "steerAngle",
        "regression",
        "rmse",
    ),
    Case(
        "chinese8-drive-weather",
        DRIVE8,
        "只用摄相头画面判断天气,宏F1,参数量别超过500万",
        "weather",
        "multiclass",
        "f1_macro",
        only="cam_front",
        params=5_000_000,
    ),
    Case(
        "chinese8-drive-ttc",
        DRIVE8,
        "我们在做AEB的预警模块,需要的不是一个点估计,而是碰撞时间ttc的10%和90%分位数,用pinball loss评估。"
        "brake和brake_pressure反映的是司机已经做出的反应,两个都不要作为输入。",
        "ttc",
        "regression",
        "pinball",
        without="brake brake_pressure",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "chinese8-drive-ped",
        DRIVE8,
        "这一帧里有多少个行人?平均绝对误差越低越好,场景的文字描述不要用,里面直接写了人数",
        "n_ped",
        "regression",
        "mae",
        without="scene_txt",
    ),
    Case(
        "chinese8-chest-short",
        CHEST8,
        "胸片判肺炎,AUC",
        "是否肺炎",
        "binary",
        "roc_auc",
    ),
    Case(
        "chinese8-chest-survival",
        CHEST8,
        "做生存分析:时间是随访天数,事件是是否死亡,用C指数评价。是否入ICU不能当特征。",
        "随访天数 是否死亡",
        "survival",
        "c_index",
        without="是否入ICU",
    ),
    Case(
        "chinese8-chest-grade",
        CHEST8,
        "把病情按轻度、中度、重度分级,二次加权kappa,放射科写的报告不许进模型",
        "严重程度",
        "ordinal",
        "cohen_kappa_quadratic",
        without="报告",
    ),
    Case(
        "chinese8-chest-findings",
        CHEST8,
        "一张片子上可能同时有好几种征象(结节、积液、气胸等等),请都标出来,宏平均F1。报告别用,那等于抄答案",
        "征象",
        "multilabel",
        "f1_macro",
        without="报告",
    ),
    Case(
        "chinese8-chest-icu",
        CHEST8,
        "哪些病人会进ICU?漏掉一个代价很大,所以看召回率。急诊那边只有年龄、血氧和白细胞这三项可用",
        "是否入ICU",
        "binary",
        "recall",
        only="年龄 血氧 白细胞",
    ),
    Case(
        "chinese8-goods-cat",
        GOODS8,
        "看图和标题给商品自动分品类,准确率就行",
        "cat",
        "multiclass",
        "accuracy",
    ),
    Case(
        "chinese8-goods-fake",
        GOODS8,
        "label这一列标了真货还是假货,帮我训练个模型把假货找出来,F1,fake是正类",
        "label",
        "binary",
        "f1",
        positive="fake",
    ),
    Case(
        "chinese8-goods-price",
        GOODS8,
        "预侧售价,MAPE,list_price不要用",
        "sale_price",
        "regression",
        "mape",
        without="list_price",
    ),
    Case(
        "chinese8-goods-search",
        GOODS8,
        "以文搜图:给一段描述txt,从图库里检索出对应的商品图片img_path,recall@10,其他列一概不用",
        "img_path",
        "retrieval",
        "recall_at_10",
        only="txt img_path",
    ),
    Case(
        "chinese8-goods-sales",
        GOODS8,
        "新品上架前想估一下30天能卖多少件,用RMSLE。评论数和星级都是卖出去以后才有的,请排除",
        "sold_30d",
        "regression",
        "rmsle",
        without="n_reviews stars",
    ),
    Case(
        "chinese8-calls-emotion",
        CALLS8,
        "结合录音和转写文本做客户情绪识别,加权F1",
        "emotion",
        "multiclass",
        "f1_weighted",
    ),
    Case(
        "chinese8-calls-csat",
        CALLS8,
        "预测客户满意度csat,1到5分是有高低顺序的等级,请按有序分类来做。agent_note是挂了电话坐席才写的,别用",
        "csat",
        "ordinal",
        without="agent_note",
    ),
    Case(
        "chinese8-calls-escalated",
        CALLS8,
        "通话会不会被升级处理,平均精度(AP),单条推理延迟控制在50毫秒以内",
        "escalated",
        "binary",
        "average_precision",
        latency=50,
    ),
    Case(
        "chinese8-calls-churn",
        CALLS8,
        "领导想知道打完这通电话30天内客户会不会流失。坐席工号别用,不然又要说我们针对个人;满意度评分很多人没填,也不要用。",
        "churn_30d",
        "binary",
        without="agent_no csat",
    ),
    Case(
        "chinese8-calls-queue",
        CALLS8,
        "只听录音,其他什么都不用,判断这个电话属于哪个业务队列",
        "queue",
        "multiclass",
        only="wav",
    ),
)

_FIRST_UNCLEAR = (
    Case(
        "chinese8-goods-vague",
        GOODS8,
        "根据图片和描述预测商品价格,MAE",
        ask="sale_price list_price",
    ),
    Case("chinese8-calls-vague", CALLS8, "预测时长,RMSE", ask="talk_sec hold_sec"),
)

_SECOND = (
    Case(
        "chinese8-hands-class",
        HANDS8,
        "手势分类,看准确率;gesture_pred是旧模型的输出,不能喂进去",
        "gesture",
        "multiclass",
        "accuracy",
        without="gesture_pred",
    ),
    Case(
        "chinese8-hands-watch",
        HANDS8,
        "仅凭手表上的加速度和陀螺仪识别手势,视频和肌电都没有,要跑在手表上,内存不超过64MB",
        "gesture",
        "multiclass",
        only="acc gyro",
        memory=64,
    ),
    Case(
        "chinese8-hands-tremor",
        HANDS8,
        "给震颤程度评级(0到4级,越大越严重),二次加权Kappa,不要让受试者编号参与",
        "tremor_score",
        "ordinal",
        "cohen_kappa_quadratic",
        without="subj",
    ),
    Case(
        "chinese8-hands-reps",
        HANDS8,
        "一段视频里动作重复做了几次?当回归做,mae",
        "n_reps",
        "regression",
        "mae",
    ),
    Case(
        "chinese8-hands-side",
        HANDS8,
        "是左手还是右手做的,用MCC评估",
        "hand",
        "binary",
        "mcc",
    ),
    Case(
        "chinese8-earth-flood",
        EARTH8,
        "判断有没有发生洪水,对数损失。flood_km2是灾后才统计的,去掉",
        "flood",
        "binary",
        "log_loss",
        without="flood_km2",
    ),
    Case(
        "chinese8-earth-yield",
        EARTH8,
        "每公顷产量,R2",
        "yield_t_ha",
        "regression",
        "r2",
    ),
    Case(
        "chinese8-earth-two",
        EARTH8,
        "同时预测气温t2m和降水量precip_mm,均方跟误差,云量不要作为输入",
        "t2m precip_mm",
        "multitarget",
        "rmse",
        without="cloud_pct",
    ),
    Case(
        "chinese8-earth-land",
        EARTH8,
        "这块地的土地利用类型是什么?别用经纬度,免得模型死记位置。类别不均衡,用balanced accuracy",
        "landUse",
        "multiclass",
        "balanced_accuracy",
        without="lat lon",
    ),
    Case(
        "chinese8-earth-ndvi",
        EARTH8,
        "由卫星图和气象数据估计NDVI,指标用斯皮尔曼相关系数,模型占内存不要超过1GB",
        "ndvi",
        "regression",
        "spearman",
        memory=1024,
    ),
    Case(
        "chinese8-taxi-fare",
        TAXI8,
        "车费多少,MAE,别用小费",
        "车费",
        "regression",
        "mae",
        without="小费",
    ),
    Case(
        "chinese8-taxi-time",
        TAXI8,
        "乘客一上车就要告诉他这一单得跑多久。注意轨迹、行程距离、车费和小费都是到了目的地才知道的,上车那一刻没有。",
        "行程时长",
        "regression",
        without="轨迹 行程距离 车费 小费",
    ),
    Case(
        "chinese8-taxi-pay",
        TAXI8,
        "乘客最后会怎么付钱?小费不要用,因为只有刷卡才会记录",
        "支付方式",
        "multiclass",
        without="小费",
    ),
    Case(
        "chinese8-taxi-where",
        TAXI8,
        "预测终点,也就是下车纬度和下车经度两个数,MAE,轨迹里已经包含终点了,不许用",
        "下车纬度 下车经度",
        "multitarget",
        "mae",
        without="轨迹",
    ),
    Case(
        "chinese8-taxi-pool",
        TAXI8,
        "帮忙看看能不能识别出拼车的订单,f1",
        "是否拼车",
        "binary",
        "f1",
    ),
    Case(
        "chinese8-robot-outcome",
        ROBOT8,
        "抓取结果三分类(成功、打滑、碰撞),macro-F1",
        "outcome",
        "multiclass",
        "f1_macro",
    ),
    Case(
        "chinese8-robot-anomaly",
        ROBOT8,
        "异常检测,ROC-AUC,outcome是事后人工标的,不要当特征",
        "anomaly",
        "binary",
        "roc_auc",
        without="outcome",
    ),
    Case(
        "chinese8-robot-life",
        ROBOT8,
        "机械臂还能撑多久才坏?hrs_to_fail是时间,failed表示观察期内是不是真的坏了,没坏的算删失,想用生存分析来做",
        "hrs_to_fail failed",
        "survival",
    ),
    Case(
        "chinese8-robot-mass",
        ROBOT8,
        "光靠六维力传感器的时序信号估计物体有多重,别的都不用,rmse",
        "mass_kg",
        "regression",
        "rmse",
        only="ft_series",
    ),
    Case(
        "chinese8-robot-cycle",
        ROBOT8,
        "估算一个循环要花多少秒,用中位数绝对误差,因为偶尔有几条特别慢的记录。参数量不超过200万,推理20ms以内",
        "cycle_sec",
        "regression",
        "median_ae",
        params=2_000_000,
        latency=20,
    ),
)

_SECOND_UNCLEAR = (
    Case("chinese8-taxi-vague", TAXI8, "预测行程,越准越好", ask="行程时长 行程距离"),
    Case(
        "chinese8-robot-vague",
        ROBOT8,
        "用腕部相机图像预测力的大小,MAE",
        ask="grip_force peak_force",
    ),
)

SEEN = _FIRST + _SECOND
UNCLEAR = _FIRST_UNCLEAR + _SECOND_UNCLEAR
KNOWN = {
    "chinese8-goods-cat": "refused",
    "chinese8-earth-yield": "refused",
}
"""What is misread, by its fields."""
