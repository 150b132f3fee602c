"""The demo: a small simulated world that writes a data folder as users have them."""

STATEMENT = (
    "Predict whether the driver has to brake, from the camera frame and the radar"
    " sweep. Maximise recall at good accuracy."
)
