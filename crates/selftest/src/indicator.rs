//! Indicators of the customer experience.

/// The Net Promoter Score, −100 to 100: the share of 9s and 10s minus the share of 0s to 6s, in points
/// (Reichheld 2003). Answers above 10 are left out; `None` without an answer.
pub fn net_promoter_score(answers: &[u8]) -> Option<f64> {
    let count = |range: core::ops::RangeInclusive<u8>| {
        answers
            .iter()
            .filter(|answer| range.contains(answer))
            .count() as f64
    };
    let answered = count(0..=10);
    (answered > 0.0).then(|| 100.0 * (count(9..=10) - count(0..=6)) / answered)
}
