"""Eight statements by the same writer, after the mending for the second.
Read once: 6 of 8 right, 1 with another target, 1 unclear one guessed, which is mended.
The one with another target, "if a truck breaks down, what's the cause?", stands apart:
it is read as whether it breaks down.
"""

from statement_suite import Case

POOL = (
    "visit_id id; pool_cam image; chlorine_curve series; guard_note text; shift category =early,late; lane category =L1,L2,L3; "
    "visitors integer 0..400; water_temp_c number 15..32; visited_on date; -incident boolean; -turbidity_ntu number 0..9; "
    "-ph_tomorrow number 6..9; -closing_min integer 0..120; -cleanliness category =good,fair,poor"
)
TRUCK = (
    "trip_id id; engine_sound audio; gps_trace series; driver_chat text; dash_photo image; carrier category =A1,B2,C3; "
    "driver_age integer 19..70; load_t number 0..40; started_on date; -fuel_l number 0..900; -co2_kg number 0..2500; "
    "-delay_min number 0..600; -breakdown boolean; -breakdown_cause category =tyre,engine,brake,none"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e17-pool-clean",
        POOL,
        "cleanliness (poor to good) from camera and chlorine curve, nothing else",
        "cleanliness",
        "ordinal",
        "",
        only="pool_cam chlorine_curve",
        levels="poor fair good",
    ),
    Case(
        "e17-pool-incident",
        POOL,
        "Will there be an incident during the visit? They're rare, one in three hundred. I don't mind false alarms, but a missed "
        "incident may cost a life. Guard notes are filled in afterwards: not allowed.",
        "incident",
        "binary",
        "recall f2",
        without="guard_note",
    ),
    Case(
        "e17-pool-both",
        POOL,
        "tomorrow's ph and turbidity at once, RMSE, without lane or shift",
        "ph_tomorrow turbidity_ntu",
        "multitarget",
        "rmse",
        without="lane shift",
    ),
    Case(
        "e17-truck-fuel",
        TRUCK,
        "How many litres of fuel does a trip burn? mean abs error, at most 4ms, driver's age must not matter",
        "fuel_l",
        "regression",
        "mae",
        without="driver_age",
        latency=4,
    ),
    Case(
        "e17-truck-delay",
        TRUCK,
        "Predict the delay in minutes with an 80 % interval. The carrier stays in, the dash photo doesn't.",
        "delay_min",
        "regression",
        "pinball",
        without="dash_photo",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "e17-truck-fuel-co2",
        TRUCK,
        "fuel & co2 per trip, one model, r2",
        "fuel_l co2_kg",
        "multitarget",
        "r2",
    ),
)
UNCLEAR: tuple[Case, ...] = (
    Case(
        "e17-truck-oil",
        TRUCK,
        "Predict fuel and tolls for each trip, MAE.",
        ask="fuel_l",
    ),
)
