"""Forty-four statements in Chinese by somebody who had never seen the reader: radiology, food
delivery, cars, wind, courses, loans, clips, tea. First reading: 39 right, none with another
target, none guessed.
"""

from statement_suite import Case

CHINESE11_IMAGING = """检查号 id; 胸片 image; 报告 text; 年龄 integer 18..95; 性别 category =男,女;
 检查日期 date; 设备型号 category =GE,西门子,联影; 技师 category =张敏,李强,王磊; 曝光剂量 number;
 是否肺炎 boolean; 严重程度 category =轻度,中度,重度; 住院天数 number; 等待分钟 number; 是否复查 boolean"""

CHINESE11_DELIVERY = """order_id id; food_photo image; customer_note text;
 merchant_type category =火锅,奶茶,快餐,烧烤; distance_km number; is_raining boolean; order_time date;
 shop_lat latitude; shop_lng longitude; eta_minutes number; actual_minutes number; is_late boolean;
 complaint_type category =漏餐,洒餐,送错,态度差; refund_amount number"""

CHINESE11_CARS = """车辆编号 id; 外观照片 image; 车况描述 text; 试车录音 audio; 品牌 category =大众,丰田,比亚迪,宝马;
 上牌日期 date; 里程_万公里 number; 过户次数 integer 0..6; 电池健康度 number; 收购价 number; 成交价 number;
 挂牌天数 integer 1..365; 是否事故车 boolean; 车况等级 category =A,B,C,D"""

CHINESE11_WIND = """turbine_id id; farm_name constant; blade_photo image; vibration series; gearbox_sound audio;
 inspect_note text; wind_speed number; gearbox_temp number; generator_temp number; power_kw number;
 fault_type category =齿轮箱,叶片,变桨,偏航; downtime_hours number; days_to_failure integer 0..900; failed boolean"""
CHINESE11_EDU = """student_id id; intro_video video; webcam_photo image; forum_post text; click_log series;
 course_type category =编程,英语,考研,职场; signup_date date; age integer 16..60; watch_hours number;
 quiz_avg number; midterm_score number; final_score number; dropped_out boolean; renewed boolean"""

CHINESE11_LOAN = """申请编号 id; 证件照片 image; 面签录音 audio; 借款用途说明 text; 银行流水 series; 申请日期 date;
 年龄 integer 20..65; 性别 category =男,女; 月收入 number; 申请金额 number; -批准金额 number;
 -是否通过 boolean; -是否逾期 boolean; -逾期天数 integer 0..180"""

CHINESE11_CLIPS = """video_id id; clip video; cover image; bgm audio; title text; publish_time date;
 creator_fans number; duration_s number; play_count number; like_count number; share_count number;
 comment_count number; tags category =搞笑|美食,美食,旅行|美食,宠物|搞笑,旅行; is_banned boolean"""

CHINESE11_TEA = """批次号 id; 干茶照片 image; 茶汤照片 image; 审评记录 text; 近红外光谱 vector;
 产地 category =杭州,信阳,安溪,黄山; 采摘日期 date; 杀青温度 number; 含水率 number; 茶多酚含量 number;
 咖啡碱含量 number; 等级 category =特级,一级,二级,三级; 出厂价 number; 是否农残超标 boolean"""
_FIRST = (
    Case(
        "chinese11-imaging-pneumonia",
        CHINESE11_IMAGING,
        "看胸片判断病人有没有肺炎，AUC越高越好。报告是医生看完片子以后才写的，不能用",
        "是否肺炎",
        "binary",
        "roc_auc",
        without="报告",
    ),
    Case(
        "chinese11-imaging-stay",
        CHINESE11_IMAGING,
        "预侧病人要住几天院，评价用MAE",
        "住院天数",
        "regression",
        "mae",
    ),
    Case(
        "chinese11-imaging-severity",
        CHINESE11_IMAGING,
        "给病情严重程度分级，轻、中、重三档是有顺序的，用二次加权kappa",
        "严重程度",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="轻度 中度 重度",
    ),
    Case(
        "chinese11-imaging-again",
        CHINESE11_IMAGING,
        "只用胸片和年龄，预测患者之后会不会来复查，模型别超过500万参数",
        "是否复查",
        "binary",
        only="胸片 年龄",
        params=5_000_000,
    ),
    Case(
        "chinese11-imaging-wait",
        CHINESE11_IMAGING,
        "我们科老被投诉排队久，想知道一个病人大概要等多少分钟才能做上检查。技师是谁不要考虑进去，"
        "住院天数和严重程度那时候还不知道，也去掉",
        "等待分钟",
        "regression",
        without="技师 住院天数 严重程度",
    ),
    Case(
        "chinese11-delivery-late",
        CHINESE11_DELIVERY,
        "预测订单会不会超时，F1。实际送达用了多少分钟肯定不能喂进去",
        "is_late",
        "binary",
        "f1",
        without="actual_minutes",
    ),
    Case(
        "chinese11-delivery-minutes",
        CHINESE11_DELIVERY,
        "这单实际要送多少分钟？平台预估的eta_minutes和是否超时都别用，指标RMSE",
        "actual_minutes",
        "regression",
        "rmse",
        without="eta_minutes is_late",
    ),
    Case(
        "chinese11-delivery-complaint",
        CHINESE11_DELIVERY,
        "投诉类型分类，几类不太均衡，看macro F1",
        "complaint_type",
        "multiclass",
        "f1_macro",
    ),
    Case(
        "chinese11-delivery-refund",
        CHINESE11_DELIVERY,
        "想根据菜品照片、顾客备注估计这单最后会退多少钱。别的列也可以用，但投诉类型是退完款才登记的，剔除掉",
        "refund_amount",
        "regression",
        without="complaint_type",
    ),
    Case(
        "chinese11-delivery-order-moment",
        CHINESE11_DELIVERY,
        "超时预测，只能用这几样：顾客备注、商家类型、距离、下没下雨、下单时间",
        "is_late",
        "binary",
        only="customer_note merchant_type distance_km is_raining order_time",
    ),
    Case(
        "chinese11-cars-sold",
        CHINESE11_CARS,
        "估一下这车最后能卖多少钱，收购价别用，MAPE",
        "成交价",
        "regression",
        "mape",
        without="收购价",
    ),
    Case(
        "chinese11-cars-accident",
        CHINESE11_CARS,
        "从照片、描述和试车录音里识别事故车，宁可误报也别漏掉，主要看召回率",
        "是否事故车",
        "binary",
        "recall",
    ),
    Case(
        "chinese11-cars-grade",
        CHINESE11_CARS,
        "车况等级预测，A最好D最差，quadratic kappa。是否事故车那列要去掉",
        "车况等级",
        "ordinal",
        "cohen_kappa_quadratic",
        without="是否事故车",
    ),
    Case(
        "chinese11-cars-days",
        CHINESE11_CARS,
        "一辆车挂出去多少天能卖掉？用中位数绝对误差评估。成交价是卖掉之后才有的，不能当特征",
        "挂牌天数",
        "regression",
        "median_ae",
        without="成交价",
    ),
    Case(
        "chinese11-cars-two-prices",
        CHINESE11_CARS,
        "收购价和成交价一起预测，输入只有外观照片、品牌、上牌日期和里程",
        "收购价 成交价",
        "multitarget",
        only="外观照片 品牌 上牌日期 里程_万公里",
    ),
    Case(
        "chinese11-wind-power",
        CHINESE11_WIND,
        "发电功率预测，RMSE，推理要在20毫秒以内",
        "power_kw",
        "regression",
        "rmse",
        latency=20,
    ),
    Case(
        "chinese11-wind-fault",
        CHINESE11_WIND,
        "用振动信号、齿轮箱声音还有叶片照片识别是哪种故障。巡检记录是事后补的，不要用",
        "fault_type",
        "multiclass",
        without="inspect_note",
    ),
    Case(
        "chinese11-wind-survival",
        CHINESE11_WIND,
        "做个生存分析：days_to_failure是时间，failed表示到底有没有坏，没坏的按删失处理，用C指数",
        "days_to_failure failed",
        "survival",
        "c_index",
    ),
    Case(
        "chinese11-wind-downtime",
        CHINESE11_WIND,
        "会停机多少个小时？MAE就行。fault_type和failed不许进模型",
        "downtime_hours",
        "regression",
        "mae",
        without="fault_type failed",
    ),
    Case(
        "chinese11-wind-two-temps",
        CHINESE11_WIND,
        "同时预测齿轮箱温度和发电机温度，不用发电功率",
        "gearbox_temp generator_temp",
        "multitarget",
        without="power_kw",
    ),
)


_FIRST_UNCLEAR = (
    Case(
        "chinese11-cars-vague",
        CHINESE11_CARS,
        "帮我预测一下这辆车的价格",
        ask="收购价 成交价",
    ),
    Case(
        "chinese11-wind-vague",
        CHINESE11_WIND,
        "温度预测，MAE",
        ask="gearbox_temp generator_temp",
    ),
)

_SECOND = (
    Case(
        "chinese11-edu-drop",
        CHINESE11_EDU,
        "哪些学生会中途退课？AUC",
        "dropped_out",
        "binary",
        "roc_auc",
    ),
    Case(
        "chinese11-edu-final",
        CHINESE11_EDU,
        "期末能考多少分，用R2评估，期中成绩不能用",
        "final_score",
        "regression",
        "r2",
        without="midterm_score",
    ),
    Case(
        "chinese11-edu-renew",
        CHINESE11_EDU,
        "续费预测。退没退课这个字段跟续不续费基本是一回事，拿掉；看PR-AUC",
        "renewed",
        "binary",
        "average_precision",
        without="dropped_out",
    ),
    Case(
        "chinese11-edu-posts",
        CHINESE11_EDU,
        "仅凭论坛发帖和点击日志判断学员会不会辍学，内存别超过2GB",
        "dropped_out",
        "binary",
        only="forum_post click_log",
        memory=2048,
    ),
    Case(
        "chinese11-edu-two-scores",
        CHINESE11_EDU,
        "期中和期末两个成绩一起预测，摄像头拍的照片涉及隐私，别用",
        "midterm_score final_score",
        "multitarget",
        without="webcam_photo",
    ),
    Case(
        "chinese11-loan-pass",
        CHINESE11_LOAN,
        "这笔贷款能不能通过？log loss。批准金额是审批完才有的，别拿来用",
        "是否通过",
        "binary",
        "log_loss",
        without="批准金额",
    ),
    Case(
        "chinese11-loan-overdue",
        CHINESE11_LOAN,
        "预测客户会不会逾期，AUC。逾期天数不能作为特征，另外合规那边要求性别也不能用",
        "是否逾期",
        "binary",
        "roc_auc",
        without="逾期天数 性别",
    ),
    Case(
        "chinese11-loan-amount",
        CHINESE11_LOAN,
        "能批下来多少钱？给出10%、50%、90%三个分位数，用pinball loss",
        "批准金额",
        "regression",
        "pinball",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "chinese11-loan-days",
        CHINESE11_LOAN,
        "逾期多少天，平均绝对误差，除了年龄和性别其他都可以用",
        "逾期天数",
        "regression",
        "mae",
        without="年龄 性别",
    ),
    Case(
        "chinese11-loan-interview",
        CHINESE11_LOAN,
        "只根据面签录音和借款用途说明预测申请是否通过，模型不超过1000万参数，单次推理50ms以内",
        "是否通过",
        "binary",
        only="面签录音 借款用途说明",
        params=10_000_000,
        latency=50,
    ),
    Case(
        "chinese11-clips-tags",
        CHINESE11_CLIPS,
        "给视频自动打标签，一条视频可以同时有好几个标签",
        "tags",
        "multilabel",
    ),
    Case(
        "chinese11-clips-plays",
        CHINESE11_CLIPS,
        "预测播放量，RMSLE。点赞、转发、评论都是发出去之后才有的数，不能用",
        "play_count",
        "regression",
        "rmsle",
        without="like_count share_count comment_count",
    ),
    Case(
        "chinese11-clips-banned",
        CHINESE11_CLIPS,
        "视频会不会被封禁，查准率最重要，误封了创作者会闹",
        "is_banned",
        "binary",
        "precision",
    ),
    Case(
        "chinese11-clips-cover",
        CHINESE11_CLIPS,
        "就用封面和标题两样，别的都不要，预侧播放量，评价看spearman相关系数",
        "play_count",
        "regression",
        "spearman",
        only="cover title",
    ),
    Case(
        "chinese11-clips-search",
        CHINESE11_CLIPS,
        "用标题去检索对应的视频clip，recall@10，只用title和clip这两列",
        "clip",
        "retrieval",
        "recall_at_10",
        only="title clip",
    ),
    Case(
        "chinese11-tea-grade",
        CHINESE11_TEA,
        "茶叶评等级，从特级到三级是有高低之分的。别用审评记录，那里面直接把等级写出来了",
        "等级",
        "ordinal",
        without="审评记录",
    ),
    Case(
        "chinese11-tea-polyphenol",
        CHINESE11_TEA,
        "只靠近红外光谱测茶多酚，R方",
        "茶多酚含量",
        "regression",
        "r2",
        only="近红外光谱",
    ),
    Case(
        "chinese11-tea-price",
        CHINESE11_TEA,
        "这批茶出厂能卖什么价？平均绝对百分比误差",
        "出厂价",
        "regression",
        "mape",
    ),
    Case(
        "chinese11-tea-pesticide",
        CHINESE11_TEA,
        "农残会不会超标，超标的样本特别少，用MCC",
        "是否农残超标",
        "binary",
        "mcc",
    ),
    Case(
        "chinese11-tea-origin",
        CHINESE11_TEA,
        "看照片认产地，准确率。采摘日期和价格都别参与，不然模型就偷懒了",
        "产地",
        "multiclass",
        "accuracy",
        without="采摘日期 出厂价",
    ),
)


_SECOND_UNCLEAR = (
    Case(
        "chinese11-edu-vague",
        CHINESE11_EDU,
        "预测学员的考试分数，用RMSE",
        ask="midterm_score final_score",
    ),
    Case(
        "chinese11-tea-vague",
        CHINESE11_TEA,
        "用光谱测含量，RMSE",
        ask="茶多酚含量 咖啡碱含量",
    ),
)

SEEN = _FIRST + _SECOND
UNCLEAR = _FIRST_UNCLEAR + _SECOND_UNCLEAR
