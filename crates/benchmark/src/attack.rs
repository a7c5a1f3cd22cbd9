//! The attack on the published counts, which must fail.
//!
//! Whoever knows which company is in which sector and size class (competitors do) has a system of linear equations: each published
//! count of respondents is the sum over the companies of that group. What of it can be solved exactly is what is in the row space of the
//! system. The unknowns are the cells of sector by size, of which nothing is published but the margins.

/// A set of cells, by their position: 1 where it has the cell.
pub type Indicator = Vec<i128>;

/// Whether the sum over `secret` is a linear combination of the sums over the `published` sets.
pub fn solves(published: &[Indicator], secret: &Indicator) -> bool {
    let mut with_secret = published.to_vec();
    with_secret.push(secret.clone());
    rank(published.to_vec()) == rank(with_secret)
}

/// The rank of a matrix of whole numbers, by elimination without fractions (Bareiss 1968): every entry on the way is a minor of the
/// matrix, so that nothing is rounded.
fn rank(mut rows: Vec<Indicator>) -> usize {
    let columns = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    let mut previous = 1;
    for column in 0..columns {
        let Some(pivot) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else {
            continue;
        };
        rows.swap(rank, pivot);
        let (above, below) = rows.split_at_mut(rank + 1);
        let pivot = &above[rank];
        for row in below {
            let factor = row[column];
            for (entry, of_pivot) in row.iter_mut().zip(pivot) {
                *entry = (*entry * pivot[column] - factor * of_pivot) / previous;
            }
        }
        previous = pivot[column];
        rank += 1;
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_gives_the_one_that_is_missing() {
        let total = vec![1, 1, 1];
        let first_and_second = vec![1, 1, 0];
        assert!(solves(&[total.clone(), first_and_second], &vec![0, 0, 1]));
        assert!(!solves(&[total, vec![1, 0, 0]], &vec![0, 0, 1]));
    }

    #[test]
    fn crossed_margins_give_a_corner() {
        // Sectors {a, b} and {c}; sizes {a, c} and {b}: b and c are margins, so a is a difference.
        let published = [vec![1, 1, 0], vec![0, 0, 1], vec![1, 0, 1], vec![0, 1, 0]];
        assert!(solves(&published, &vec![1, 0, 0]));
        assert!(!solves(&[], &vec![1, 0, 0]));
    }
}
