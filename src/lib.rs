//! Parvis turns a folder of Markdown and YAML into a community's site.
//!
//! One pipeline of pure stages, a type for each (docs/ARCHITECTURE.md tells why):
//!
//! ```text
//! read ──► parse ──► link ──► derive ──► render ──► publish
//! Inputs   Documents  Site     View       Artifact   public/
//! ```
//!
//! - [`inputs`] reads the disk, the clock and the environment, and nothing else does.
//! - [`parse`] makes one typed [`document`] of one source file.
//! - [`site`] links documents: routes, references, backlinks, taxonomies, calendar.
//! - [`view`] derives what one page shows.
//! - [`render`] turns a view into bytes with the theme.
//! - [`publish`] is the only writer.
//!
//! [`pipeline`] calls them in that order for [`cli`]'s commands: `build` writes the artifacts, [`serve`] renders one on request, and
//! [`check`] reads them, [`visit`] asks for the pages that they lead to outside of the site, and `check --fix` mends the sources as [`correct`] proposes. `import` brings the content of other tools in, through [`mod@import`]. `compare` gathers the [`results`] that people shared and writes their [`comparison`];
//! `benchmark aggregate` makes an edition of a private [`collection`]. `new` and `init` add to the sources what [`scaffold`] gives. Faults travel
//! beside the values, as [`diagnostics`]; [`language`] holds what is French and what is English; [`aside`] keeps texts out of memory until they are asked for. The targets of `fuzz/`
//! come in through `fuzzing`, which no published build holds; the benchmarks through [`stages`].

mod aside;
mod check;
mod cli;
mod collection;
mod comparison;
mod correct;
mod diagnostics;
mod document;
#[cfg(fuzzing)]
pub mod fuzzing;
#[cfg(all(test, not(fuzzing)))]
mod fuzzing;
mod gallery;
mod import;
mod inputs;
mod language;
mod parse;
mod paths;
mod pipeline;
mod publish;
mod render;
mod results;
mod scaffold;
mod schema;
mod serve;
mod site;
#[doc(hidden)]
pub mod stages;
mod view;
mod visit;

pub use cli::run;
