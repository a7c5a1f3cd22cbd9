//! The documents that hold what is looked for, best first.

use super::resolve::{Resolved, ResolvedPhrase, Term};
use super::{Matching, Pass, SearchError, corrupt, root_corrupt};
use crate::codec::{Corrupt, ShardId, checksum};
use crate::format::{
    Entry, Occurrence, PostingList, SHARES, pair_key, pair_shard, read_occurrences, read_pair,
    read_postings,
};

/// A document found, with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    pub(super) document: u32,
    pub(super) score: f32,
}

/// All documents, in the index's order.
pub(super) fn everything(documents: usize) -> Vec<Ranked> {
    (0..documents as u32)
        .map(|document| Ranked {
            document,
            score: 0.0,
        })
        .collect()
}

/// The best of them from the one at `offset` on, the earlier document first of equals. Only these are put in order: a sort of all would
/// weigh more in the browser's module.
pub(super) fn best(found: &[Ranked], offset: usize, limit: usize) -> Vec<Ranked> {
    let most = offset.saturating_add(limit).min(found.len());
    let mut best: Vec<Ranked> = Vec::with_capacity(most);
    for &ranked in found {
        // Documents come in order, so an equal one comes after those known.
        let place = best.partition_point(|known| known.score >= ranked.score);
        if place < most {
            best.truncate(most - 1);
            best.insert(place, ranked);
        }
    }
    best.split_off(offset.min(best.len()))
}

impl<'e> Pass<'e> {
    /// Documents that hold all words and phrases; where there is none, those that hold all phrases and some word. In the index's order.
    pub(super) fn rank(
        &self,
        resolved: &Resolved,
    ) -> Result<Option<(Vec<Ranked>, Matching)>, SearchError> {
        let documents = self.open.root.documents;
        let mut scores = vec![0.0_f32; documents];
        let mut words_held = vec![0_u32; documents];
        let mut phrases_held = vec![0_u32; documents];
        for terms in &resolved.words {
            let mut best = vec![0.0_f32; documents];
            for term in terms {
                let Some((list, _)) = self.postings(term.stem)? else {
                    continue;
                };
                let weight = term.factor * self.rarity(term);
                for (document, level) in list.postings {
                    let value = weight * share(level);
                    let known = &mut best[document as usize];
                    *known = known.max(value);
                }
            }
            for (document, score) in best
                .into_iter()
                .enumerate()
                .filter(|(_, score)| *score > 0.0)
            {
                scores[document] += score;
                words_held[document] += 1;
            }
        }
        for phrase in &resolved.phrases {
            for (document, score) in self.phrase(phrase)? {
                scores[document as usize] += score;
                phrases_held[document as usize] += 1;
            }
        }
        if !self.complete() {
            return Ok(None);
        }
        let phrases = resolved.phrases.len() as u32;
        let words = resolved.words.len() as u32;
        let holding = |least: u32| -> Vec<Ranked> {
            (0..documents as u32)
                .filter(|&document| {
                    phrases_held[document as usize] == phrases
                        && words_held[document as usize] >= least
                })
                .map(|document| Ranked {
                    document,
                    score: scores[document as usize],
                })
                .collect()
        };
        let mut matching = Matching::All;
        let mut ranked = if phrases + words == 0 {
            Vec::new()
        } else {
            holding(words)
        };
        if ranked.is_empty() && words > 0 {
            ranked = holding(u32::from(phrases == 0));
            if !ranked.is_empty() {
                matching = Matching::Some;
            }
        }
        Ok(Some((ranked, matching)))
    }

    fn postings(&self, stem: u32) -> Result<Option<(PostingList, ShardId)>, SearchError> {
        let (id, place) = self.open.root.postings_of(stem).map_err(root_corrupt)?;
        let Some(shard) = self.shard(id, "bin") else {
            return Ok(None);
        };
        let list = read_postings(shard, place, self.open.root.documents)
            .map_err(|Corrupt| corrupt(id, "bin"))?;
        Ok(Some((list, id)))
    }

    /// BM25's inverse document frequency, kept above zero (Lucene's form).
    fn rarity(&self, term: &Term) -> f32 {
        let all = self.open.root.documents as f32;
        let holding = (term.documents as f32).min(all);
        (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln()
    }

    /// The documents that hold a phrase, each with its score. Empty while shards are missing.
    fn phrase(&self, phrase: &ResolvedPhrase) -> Result<Vec<(u32, f32)>, SearchError> {
        let Some(words) = phrase else {
            return Ok(Vec::new());
        };
        let mut lists = Vec::new();
        for (entry, _) in words {
            lists.extend(self.postings(entry.stem)?);
        }
        if lists.len() < words.len() {
            return Ok(Vec::new());
        }
        // The documents that hold all words, in order, with their scores and the occurrences of each word in turn.
        let mut held: Vec<(usize, f32)> = vec![(0, 0.0); self.open.root.documents];
        for ((entry, _), (list, _)) in words.iter().zip(&lists) {
            let rarity = self.rarity(&Term {
                stem: entry.stem,
                documents: entry.documents,
                factor: 1.0,
            });
            for (document, level) in &list.postings {
                let (words, score) = &mut held[*document as usize];
                *words += 1;
                *score += rarity * share(*level);
            }
        }
        let mut candidates: Vec<Candidate<'e>> = (0..self.open.root.documents as u32)
            .zip(held)
            .filter(|(_, (held, _))| *held == words.len())
            .map(|(document, (_, score))| Candidate {
                document,
                score,
                occurrences: Vec::new(),
            })
            .collect();
        if !self.follow(words, &lists, &mut candidates)? {
            for number in 0..words.len() {
                self.locate(number, &words[number].0, &lists[number], &mut candidates)?;
            }
            let chains: Vec<&[u8]> = words
                .iter()
                .map(|(_, chain)| longest_chain(chain))
                .collect();
            candidates.retain(|candidate| holds(&candidate.occurrences, &chains));
        }
        Ok(candidates
            .into_iter()
            .map(|candidate| (candidate.document, candidate.score))
            .collect())
    }

    /// Keeps the candidates where two common words that follow one another in the phrase do so in the document. Whether that settles it.
    fn follow(
        &self,
        words: &[(Entry, Vec<u8>)],
        lists: &[(PostingList, ShardId)],
        candidates: &mut Vec<Candidate<'e>>,
    ) -> Result<bool, SearchError> {
        let root = &self.open.root;
        for (number, (first, second)) in words.iter().zip(&words[1..]).enumerate() {
            let common = lists[number..=number + 1]
                .iter()
                .all(|(list, _)| list.occurrences.common());
            if !common {
                continue;
            }
            let Some(list) = self.shard(root.pairs, "bin") else {
                continue;
            };
            let hash = |entry: &Entry| checksum(entry.word.as_bytes());
            let key = pair_key(hash(&first.0), longest_chain(&second.1), hash(&second.0));
            let id = pair_shard(list, key).map_err(|Corrupt| corrupt(root.pairs, "bin"))?;
            let holding = match id {
                None => Vec::new(),
                Some(id) => match self.shard(id, "bin") {
                    None => continue,
                    Some(shard) => read_pair(shard, key, root.documents)
                        .map_err(|Corrupt| corrupt(id, "bin"))?,
                },
            };
            candidates.retain(|candidate| holding.binary_search(&candidate.document).is_ok());
            if words.len() == 2 && words[0].1.is_empty() {
                return Ok(true);
            }
        }
        // What is missing may leave fewer candidates: no occurrences are asked for before it is here.
        if !self.complete() {
            candidates.clear();
        }
        Ok(false)
    }

    /// Finds where a word stands in the candidates.
    fn locate(
        &self,
        number: usize,
        entry: &Entry,
        (list, postings_id): &(PostingList, ShardId),
        candidates: &mut [Candidate<'e>],
    ) -> Result<(), SearchError> {
        let occurrences = &list.occurrences;
        for (part, &(_, id)) in occurrences.parts.iter().enumerate() {
            let places = list.places(part);
            let documents = &list.postings[places];
            let wanted = |document: u32| {
                candidates.binary_search_by(|candidate| candidate.document.cmp(&document))
            };
            if !documents
                .iter()
                .any(|(document, _)| wanted(*document).is_ok())
            {
                continue;
            }
            let Some(shard) = self.shard(id, "bin") else {
                continue;
            };
            let mut damaged = false;
            read_occurrences(
                shard,
                occurrences.stems,
                occurrences.place,
                entry.variant.unwrap_or_default(),
                |place, occurrences| {
                    let Some((document, _)) = documents.get(place) else {
                        damaged = true;
                        return;
                    };
                    if let Ok(place) =
                        candidates.binary_search_by(|candidate| candidate.document.cmp(document))
                    {
                        let candidate = &mut candidates[place];
                        // Words that a document lacks leave its list short, and it out.
                        if candidate.occurrences.len() == number {
                            candidate.occurrences.push(occurrences);
                        }
                    }
                },
            )
            .map_err(|Corrupt| corrupt(id, "bin"))?;
            if damaged {
                return Err(corrupt(*postings_id, "bin"));
            }
        }
        Ok(())
    }
}

/// The frequency part of BM25 of a level.
fn share(level: u8) -> f32 {
    SHARES[usize::from(level & 15)]
}

/// A document that may hold a phrase.
struct Candidate<'e> {
    document: u32,
    score: f32,
    occurrences: Vec<Vec<Occurrence<'e>>>,
}

/// What the index keeps of a chain of function words: its last ones.
fn longest_chain(chain: &[u8]) -> &[u8] {
    &chain[chain.len().saturating_sub(crate::words::LONGEST_CHAIN)..]
}

/// Whether somewhere the words follow one another with just the right function words between them.
/// Before the first word there may be more function words than the phrase has.
fn holds(lists: &[Vec<Occurrence<'_>>], chains: &[&[u8]]) -> bool {
    let Some((first, rest)) = lists.split_first().filter(|_| lists.len() == chains.len()) else {
        return false;
    };
    first
        .iter()
        .filter(|(_, chain)| chain.ends_with(chains[0]))
        .any(|(start, _)| {
            rest.iter()
                .zip(&chains[1..])
                .zip(1..)
                .all(|((occurrences, chain), distance)| {
                    let position = start.saturating_add(distance);
                    occurrences
                        .binary_search_by_key(&position, |(position, _)| *position)
                        .is_ok_and(|at| occurrences[at].1 == *chain)
                })
        })
}
