"""English words that mean the same, by the trade they are used in; a row is a set of
words any of which may stand in a column's name for any other."""

TABLE = """
car vehicle automobile auto
ozone o3
methane ch4
ammonia nh3
lorry truck
cab taxi
bicycle bike
motorcycle motorbike
plane aircraft airplane aeroplane
boat ship vessel
driver motorist
passenger rider traveller traveler
tip gratuity
road street
speed velocity pace
distance mileage
crossing intersection junction
tyre tire
windscreen windshield
engine motor
gearbox transmission
horsepower hp
queue line
jam congestion
luggage baggage
plagiarised plagiarized copied
freight cargo shipment
warehouse depot
dock port harbour harbor
crew staff
station stop
fuel petrol gasoline
illness disease sickness
surgery operation operated surgical
death fatal fatality
bleeding bled haemorrhage hemorrhage
fracture fractured
fever febrile
pregnant pregnancy
stay hospitalised hospitalized hospitalisation hospitalization
swelling oedema edema
itching itchy itch
vomiting vomit
breathing breath respiration respiratory
tablet pill
vaccination vaccinated vaccine jab
newborn infant baby neonate
birth born
wound injury injured hurt
hurt pain painful
fatigue tired tiredness exhaustion
asleep sleep slept
drug medicine medication
kid child children
wife husband spouse
house home property dwelling
flat apartment
storey floor
rental rent
landlord owner
tenant renter
sale sell sold selling
customer client shopper buyer
goods item product merchandise
delayed overdue late
refund reimbursed reimbursement
bill invoice
discount rebate
angry anger furious
sad sadness
fear afraid scared
lonely loneliness
quit resign resigned resignation attrition
fired dismissed dismissal
hire hired recruit recruited
salary earnings wage pay
boss manager supervisor
employee worker staff
colleague coworker
job occupation profession
cv resume
pension retirement retired retire
teacher tutor instructor lecturer
course lesson lecture
pupil student
grade mark marks
university college
degree diploma
expense spending expenditure
donation donated gift
debt owed owe
repay repaid repayment
fake counterfeit forged forgery
theft stolen steal
crime offence offense
guilty convicted conviction
verdict ruling judgment judgement
lawyer attorney solicitor
contract agreement
faulty fault defective defect
malfunction breakdown
repair repaired fix mend mended
rust rusty corrosion corroded
noise noisy loud loudness
smell odour odor
acidity acidic acid
rotten spoiled spoilt
humidity moisture
scrap scrapped reject rejected
downtime outage
batch lot
factory mill
electricity power
consumption consumed usage
output produced production
garbage rubbish trash waste
sunny sunshine
quake earthquake
hurricane cyclone typhoon
landslide mudslide
fire wildfire
burnt burned
farmer grower
cow cattle bovine
pig swine hog
hen chicken poultry
sheep lamb ewe
dog canine puppy
cat feline kitten
vet veterinarian
forest woods woodland
river stream
sea ocean
beach shore coast
leaf foliage
flower blossom bloom
stem stalk
mushroom fungus
poisonous venomous toxic
meal dish
drink beverage
chef cook
film movie
singer vocalist artist
book novel
article story
drawing sketch
speech voice spoken
accent dialect
mail email
post tweet
followers fans
watched viewed views
ad advert advertisement
website site webpage
phone mobile cellphone smartphone telephone
download downloaded install installed
login signin
breach hacked
attack intrusion
malware virus
game match
team squad club
player athlete
victory win won winner
defeat lose lost
crowd spectators audience attendance
coach trainer
clothes clothing garment apparel
sofa couch
carpet rug
shoe footwear
denied refused declined rejected rejection
start begin began begun beginning
reason cause
danger dangerous hazard hazardous
severe severity serious
important importance priority
crowded crowding busy
vacant empty vacancy
motion movement
grasp grasped grip grab grabbed
"""
