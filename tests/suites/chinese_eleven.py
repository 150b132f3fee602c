"""Twenty-one more in other voices, short and colloquial, over English columns: a vet,
second-hand clothes, wind turbines, courses. First reading: 16 right, 2 refused without
need, 2 with a wrong input or order, and 卖不卖 taken for a negation: another target.
"""

from statement_suite import Case

PETS = """visit_id id; pet_photo image; symptom_note text; heart_sound audio; species category =cat,dog,rabbit; age_months integer 1..240; weight_kg number;
 vaccinated boolean; vet_name category =lin,guo,shen; visit_date date; blood_wbc number; -diagnosis category =flu,fracture,skin,stomach; -hospitalized boolean;
 -stay_days integer 0..30; -bill_yuan number; -survived boolean"""
RESALE = """item_id id; item_photo image; title text; description text; brand category =nike,uniqlo,zara; size category =S,M,L,XL; original_price number;
 condition category =new,good,fair,poor; seller_city category =hangzhou,shenzhen,xian; listed_on date; likes integer 0..900; -sold boolean; -sold_price number;
 -days_to_sell number; -returned boolean"""
WIND = """turbine_id id; blade_image image; vibration series; maintenance_log text; wind_speed number; air_temp number; rotor_rpm number;
 model category =v90,v110,gw121; commissioned_on date; latitude latitude; longitude longitude; -power_kw number; -gearbox_failure boolean; -downtime_hours number;
 -damage_level category =none,light,severe"""
COURSE = """enroll_id id; profile_text text; webcam_clip video; click_stream series; course category =python,design,english; device category =phone,pad,pc; age integer 12..70;
 paid_yuan number; signup_date date; forum_posts integer 0..200; -completed boolean; -final_score number; -satisfaction integer 1..5; -refund boolean;
 -interests category =ai|music,sport,ai|sport,music"""

SEEN = (
    Case(
        "zh8-pet-dx",
        PETS,
        "看照片和症状描述，猜猜得的什么病",
        "diagnosis",
        "multiclass",
    ),
    Case(
        "zh8-pet-bill",
        PETS,
        "账单金额，MAE，别用医生名字",
        "bill_yuan",
        "regression",
        "mae",
        without="vet_name",
    ),
    Case(
        "zh8-pet-stay",
        PETS,
        "要住几天院？住院与否和诊断都是后来才定的，排除掉",
        "stay_days",
        "regression",
        without="hospitalized diagnosis",
    ),
    Case(
        "zh8-pet-hosp",
        PETS,
        "需不需要住院，balanced accuracy",
        "hospitalized",
        "binary",
        "balanced_accuracy",
    ),
    Case(
        "zh8-pet-live",
        PETS,
        "能不能活下来，只用心音和血常规",
        "survived",
        "binary",
        only="heart_sound blood_wbc",
    ),
    Case(
        "zh8-resale-price",
        RESALE,
        "这件二手衣服能卖多少钱？点赞数不要参与",
        "sold_price",
        "regression",
        without="likes",
    ),
    Case(
        "zh8-resale-sold",
        RESALE,
        "卖不卖得出去，PR曲线下面积，原价可用，城市不用",
        "sold",
        "binary",
        "average_precision",
        without="seller_city",
    ),
    Case(
        "zh8-resale-days",
        RESALE,
        "多少天能卖掉，均方根误差",
        "days_to_sell",
        "regression",
        "rmse",
    ),
    Case(
        "zh8-resale-return",
        RESALE,
        "买家会退货吗？成交价当时还不知道",
        "returned",
        "binary",
        without="sold_price",
    ),
    Case(
        "zh8-resale-cond",
        RESALE,
        "凭照片给成色打等级：new好于good好于fair好于poor",
        "condition",
        "ordinal",
    ),
    Case(
        "zh8-wind-power",
        WIND,
        "预测风机的输出功率，不看叶片照片，R方",
        "power_kw",
        "regression",
        "r2",
        without="blade_image",
    ),
    Case(
        "zh8-wind-gear",
        WIND,
        "齿轮箱会不会坏，漏报代价很大，要召回率",
        "gearbox_failure",
        "binary",
        "recall",
    ),
    Case(
        "zh8-wind-down",
        WIND,
        "停机多少小时？检修日志是事后写的，删掉",
        "downtime_hours",
        "regression",
        without="maintenance_log",
    ),
    Case(
        "zh8-wind-damage",
        WIND,
        "叶片损伤程度分级（none、light、severe），模型小于5MB",
        "damage_level",
        "ordinal",
        params=1310720,
    ),
    Case(
        "zh8-wind-both",
        WIND,
        "功率和停机时长两个都要预测",
        "power_kw downtime_hours",
        "multitarget",
    ),
    Case(
        "zh8-course-done",
        COURSE,
        "学员能不能学完这门课？AUC。论坛发帖数和摄像头视频不许用",
        "completed",
        "binary",
        "roc_auc",
        without="forum_posts webcam_clip",
    ),
    Case(
        "zh8-course-score",
        COURSE,
        "预测最终分数，用点击流，年龄不行",
        "final_score",
        "regression",
        without="age",
    ),
    Case("zh8-course-refund", COURSE, "谁会来退款", "refund", "binary"),
    Case(
        "zh8-course-likes",
        COURSE,
        "给学员打兴趣标签，可以有多个，宏F1",
        "interests",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "zh8-course-sat",
        COURSE,
        "满意度打几分（1-5星）？最终成绩别拿来用",
        "satisfaction",
        "ordinal",
        without="final_score",
    ),
)
UNCLEAR = (Case("zh8-wind-vague", WIND, "预测一下风机情况", ask="power_kw"),)

KNOWN = {"zh8-pet-live": "inputs"}
"""What is misread, by its fields: 只用心音 is read as 用心."""
