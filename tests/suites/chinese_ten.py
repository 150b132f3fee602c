"""Twenty-one statements in Chinese of our own over four new tables, decoration, a solar
farm, buses, a school: decoys, negations, several targets, limits. First reading: 20
right, 1 refused without need, none with another target.
"""

from statement_suite import Case

DECOR = """订单号 id; 户型图 image; 客户需求 text; 设计师 category =陈工,李工,王工; 城市 category =北京,成都,武汉; 面积_平米 number;
 房龄_年 integer 0..40; 预算_万元 number; 装修风格 category =北欧,中式,工业,日式; 开工日期 date; -实际造价_万元 number; -工期_天 integer 20..200;
 -客户评分 integer 1..5; -是否投诉 boolean; -增项金额_元 number"""
SOLAR = """site_id id; panel_photo image; inverter_log series; inspection_note text; latitude latitude; longitude longitude;
 tilt_deg number; capacity_kw number; panel_brand category =jinko,longi,trina; install_year integer 2008..2024; cloud_cover number;
 dust_level category =low,medium,high; -daily_yield_kwh number; -fault_type category =none,hotspot,crack,shading; -needs_cleaning boolean; -repair_cost_yuan number"""
BUS = """trip_id id; dashcam_frame image; engine_sound audio; driver_note text; route category =101,202,K3; depart_time date; weekday integer 0..6;
 passengers integer 0..120; weather category =sunny,rain,snow; fuel_liters number; bus_age_years number; -delay_minutes number; -breakdown boolean;
 -complaints integer 0..20; -arrival_status category =early,on_time,late"""
SCHOOL = """学号 id; 作文 text; 手写扫描 image; 朗读录音 audio; 性别 category =男,女; 年级 category =初一,初二,初三; 缺勤次数 integer 0..60; 作业完成率 number;
 期中成绩 number; 班主任评语 text; 家庭住址 text; -期末成绩 number; -等级 category =A,B,C,D; -是否挂科 boolean; -升学去向 category =普高,职高,留级"""

SEEN = (
    Case(
        "zh7-decor-cost",
        DECOR,
        "根据户型图和客户需求预测实际造价，用平均绝对误差衡量",
        "实际造价_万元",
        "regression",
        "mae",
    ),
    Case(
        "zh7-decor-days",
        DECOR,
        "这单大概要干多少天？开工日期别用",
        "工期_天",
        "regression",
        without="开工日期",
    ),
    Case(
        "zh7-decor-complain",
        DECOR,
        "判断客户会不会投诉，设计师是谁不能作为依据，看AUC",
        "是否投诉",
        "binary",
        "roc_auc",
        without="设计师",
    ),
    Case(
        "zh7-decor-style",
        DECOR,
        "只看户型图和客户需求，分出装修风格，宏平均F1",
        "装修风格",
        "multiclass",
        "f1_macro",
        only="户型图 客户需求",
    ),
    Case(
        "zh7-decor-score",
        DECOR,
        "预测客户评分（1到5分，有顺序），增项金额是事后才有的，不要用",
        "客户评分",
        "ordinal",
        without="增项金额_元",
    ),
    Case(
        "zh7-decor-two",
        DECOR,
        "同时预测实际造价和工期，预算可以用，城市不要",
        "实际造价_万元 工期_天",
        "multitarget",
        without="城市",
    ),
    Case(
        "zh7-decor-extra",
        DECOR,
        "我们老是被增项坑，帮我估一下每单会增多少钱，RMSE",
        "增项金额_元",
        "regression",
        "rmse",
    ),
    Case(
        "zh7-solar-yield",
        SOLAR,
        "预测电站每天的发电量，不要用巡检记录，MAE越小越好",
        "daily_yield_kwh",
        "regression",
        "mae",
        without="inspection_note",
    ),
    Case(
        "zh7-solar-fault",
        SOLAR,
        "从照片和逆变器日志判断是哪种故障，模型不超过200万参数",
        "fault_type",
        "multiclass",
        params=2_000_000,
    ),
    Case(
        "zh7-solar-clean",
        SOLAR,
        "组件需不需要清洗？灰尘等级不许用，那是人工标的",
        "needs_cleaning",
        "binary",
        without="dust_level",
    ),
    Case(
        "zh7-solar-cost",
        SOLAR,
        "估算维修费用，品牌和安装年份别考虑",
        "repair_cost_yuan",
        "regression",
        without="panel_brand install_year",
    ),
    Case(
        "zh7-bus-delay",
        BUS,
        "预测公交晚点几分钟，乘客数上车后才知道，不能用，平均绝对误差",
        "delay_minutes",
        "regression",
        "mae",
        without="passengers",
    ),
    Case(
        "zh7-bus-break",
        BUS,
        "听发动机的声音判断会不会抛锚，召回率最重要",
        "breakdown",
        "binary",
        "recall",
    ),
    Case(
        "zh7-bus-status",
        BUS,
        "到站是早、准点还是晚？只用天气、线路和发车时间",
        "arrival_status",
        "ordinal",
        only="weather route depart_time",
    ),
    Case(
        "zh7-bus-complain",
        BUS,
        "估计每趟车会收到几起投诉，司机备注除外",
        "complaints",
        "regression",
        without="driver_note",
    ),
    Case(
        "zh7-bus-two",
        BUS,
        "晚点时间和油耗一起预测，每条推理不超过20毫秒",
        "delay_minutes fuel_liters",
        "multitarget",
        latency=20.0,
    ),
    Case(
        "zh7-school-final",
        SCHOOL,
        "预测学生的期末成绩，性别和家庭住址属于隐私，不能用，R2",
        "期末成绩",
        "regression",
        "r2",
        without="性别 家庭住址",
    ),
    Case(
        "zh7-school-fail",
        SCHOOL,
        "哪些学生会挂科？期末成绩和等级当然不能用，F1",
        "是否挂科",
        "binary",
        "f1",
        without="期末成绩 等级",
    ),
    Case(
        "zh7-school-grade",
        SCHOOL,
        "给学生评等级A到D，用二次加权kappa，不看班主任评语",
        "等级",
        "ordinal",
        "cohen_kappa_quadratic",
        without="班主任评语",
    ),
    Case(
        "zh7-school-where",
        SCHOOL,
        "初三学生毕业后去哪儿，普高、职高还是留级，准确率",
        "升学去向",
        "multiclass",
        "accuracy",
    ),
)
UNCLEAR = (
    Case("zh7-decor-vague", DECOR, "预测一下这单的结果", ask="实际造价_万元 工期_天"),
)

KNOWN = {"zh7-bus-status": "kind metric"}
"""What is misread, by its fields: the values are asked for, in Chinese for English."""
