"""Words that mean the same, English | Chinese: farms to media, people, traffic."""

TABLE = """
acidity acid | 酸度
alcohol | 酒精
calories kcal calorie calorific | 热量 卡路里
ingredients ingredient | 配料 食材
recipe dish meal | 菜 菜品
cuisine | 菜系
language lang | 语言 语种 哪种语
song track music tune | 歌曲 曲目
lyrics | 歌词
image picture photo photograph pic img | 图片 图像 照片
scan | 扫描
xray radiograph cxr | 胸片
audio sound recording wav | 音频 录音 声音
video clip footage | 视频 影片
camera cam frame | 相机 摄像头 画面
radar | 雷达
signal waveform | 信号 波形
bird | 鸟
call calls | 叫声
gap bandgap | 带隙 能隙
toxicity toxic tox | 毒性
solubility soluble | 溶解度
activity active | 活性
concentration conc content | 浓度 含量
hardness | 硬度
strength | 强度
viscosity | 粘度
purity | 纯度
residual remaining rest | 剩余 残余
life lifetime lifespan | 寿命
popular popularity hit | 爆款 热度
bestseller | 爆款 畅销
likes like | 点赞
share shares shared | 分享 转发
followers subscribers | 粉丝
fake fabricated hoax | 虚假 假 假新闻 谣言
hate hateful | 仇恨
satisfaction csat satisfied | 满意度
recommend recommendation nps | 推荐
income revenue | 收入
bonus | 奖金
hired hire recruited | 录用
resigned quit attrition | 离职
promotion promoted | 晋升
ethnicity race | 种族 民族
religion | 宗教
marital married | 婚姻
education schooling degree | 学历 教育
occupation job profession employment emp | 职业
nationality citizenship | 国籍
compensation payout claim | 赔付 理赔 赔偿
insurance policy premium | 保险 保单 保费
interest rate | 利率
signature | 签名
note notes remark memo | 备注 笔记
version | 版本
resolution resolved resolve | 解决
helpful useful | 有用 有帮助
vote votes | 票数 投票
play plays played | 播放 播放量
completion complete completed finished finish | 完成 完播 学完 上完 读完 修完
violation violate violating illegal | 违规 违法
complaint complain complained | 投诉
cancel cancelled canceled cancellation | 取消 退订 退单
subscribe subscribed subscription renewal renew renewed | 订阅 续费 续订
retention retained retain | 留存
register registered signup | 注册
login visit visits session | 登录 访问 会话
checkin signin | 签到 打卡
active activity | 活跃
download downloads | 下载
exposure impression impressions | 曝光
ad ads advert advertisement | 广告
keyword query search | 搜索 查询
recipient receiver | 收件人 接收人
sender | 发件人 发送人 发件方 寄件方 寄件人 发送方
urgent emergency | 紧急 急诊
exam examination test | 考试 检查 检验
attendance attend attended | 出勤 到课
absence absent absences | 缺席 缺勤 旷课
dropout drop dropped | 退学 辍学 退课 退班
graduate graduated graduation | 毕业
pass passed | 通过 及格
homework assignment | 作业
major subject discipline | 专业 科系 学科
course lesson | 课程
hospital clinic | 医院
department ward unit | 科室 病区
cost charge bill | 费用 账单
bill invoice | 账单 发票
surgery operation | 手术
complication complications | 并发症
recurrence relapse relapsed recurrent | 复发
metastasis metastatic | 转移
differentiation differentiated | 分化
stage staging | 分期 阶段
heartbeat pulse bpm | 心率 脉搏
pressure bp | 血压
oxygen spo2 saturation | 血氧
respiration breathing | 呼吸
fever | 发热 发烧
pain | 疼痛
fall fell fallen | 跌倒 摔倒
sleep | 睡眠
stress | 压力 应激
gesture | 手势
pose posture | 姿态 姿势
obstacle | 障碍物 障碍
terrain | 地形 地面
road lane | 路况 路面 道路
pedestrian | 行人
traffic congestion congested | 拥堵 交通 客流
crowd crowded | 拥挤
passenger passengers | 乘客 旅客
flight | 航班
driver | 驾驶员 司机
trip journey ride | 行程 旅程
eta arrival | 到达时间 送达 送到 到达
payload cargo | 载重 货物 载荷
joint | 关节
angle | 角度 转角
friction | 摩擦
error deviation | 误差 偏差
anomaly anomalous abnormal | 异常
alarm warning | 告警 预警
overheat overheating overheated | 过热
tool | 刀具 工具
roughness | 粗糙度
porosity | 孔隙率
moisture water | 含水率 水分
freshness fresh | 新鲜度 新鲜
taste flavour flavor | 口味 味道
pollution polluted contaminated contamination | 污染
air aqi | 空气
flood flooding | 洪水 内涝
fire | 火灾
landslide | 滑坡
earthquake | 地震
forest tree | 森林 树木
animal | 动物
fish | 鱼
dog cat pet | 宠物
adopted adoption | 领养
news article | 新闻 文章
clickbait | 标题党
reading read reads | 阅读 阅读量
comments replies | 评论数 回复
rumour rumor misinformation | 谣言
political stance | 立场
toxic offensive abusive | 辱骂 攻击
sarcasm sarcastic irony | 讽刺
intent intention | 意图
humour humor funny | 幽默 搞笑
emotion mood | 心情
subtitle transcript | 字幕 转写
duration runtime length | 片长
budget | 预算
director | 导演
actor cast | 演员
award prize | 奖项 获奖
deal close closed won | 成交
lead | 线索
credit creditworthiness | 信用
overdue late | 逾期
repay repaid repayment | 还款
bankrupt bankruptcy | 破产
stock share | 股票
volume turnover | 成交量
apartment flat | 公寓
decoration renovation | 装修
parking | 车位 停车
elevator lift | 电梯
built construction | 建造 建筑
employee headcount | 人数
inbound inflow arrivals entry entries | 进站
outbound outflow departures exit exits | 出站
outbound departures exit exits | 出站
subgroup subcategory group | 子类 子组 分组 小组
exercise action activity motion | 动作 锻炼 运动
pneumonia | 肺炎
diabetes diabetic | 糖尿病
gyro gyroscope | 陀螺仪
"""
