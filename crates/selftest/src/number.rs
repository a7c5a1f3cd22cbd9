//! The little arithmetic that every index shares.

/// How far two figures may lie apart and still be the same figure: thresholds are compared with it, so that a mean
/// which is exactly on a threshold is not thrown off by its last binary digit.
pub(crate) const TOLERANCE: f64 = 1e-9;

/// The figure itself, with −0 turned into 0: nobody should read “−0”.
pub(crate) fn tidy(figure: f64) -> f64 {
    figure + 0.0
}

/// The arithmetic mean; `None` of nothing.
pub(crate) fn mean(figures: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut sum = 0.0;
    let mut count = 0_u32;
    for figure in figures {
        sum += figure;
        count += 1;
    }
    (count > 0).then(|| tidy(sum / f64::from(count)))
}

/// A figure on a grid of billionths: figures that differ by rounding noise only are equal there, and have an order.
pub(crate) fn billionths(figure: f64) -> i64 {
    let scaled = figure * 1e9;
    (if scaled < 0.0 {
        scaled - 0.5
    } else {
        scaled + 0.5
    }) as i64
}
