//! The reasons of the report, in the words of an editor.

use crate::language::Language;

/// Why something of the source is not as it was. The order is that of the report: what must be looked at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    // What may be missing
    BrokenExport,
    TooLong,
    UnreadableFrontMatter,
    UnreadableFile,
    NoTitle,
    NoDate,
    Edited,
    // What the text held
    UnknownShortcode,
    DynamicBlock,
    Templating,
    ProgramLine,
    Script,
    Form,
    Embedded,
    MissingPicture,
    MissingFile,
    RefusedFile,
    LostLink,
    LostAnchor,
    WikiLink,
    HeaderlessTable,
    MergedCells,
    AttributeList,
    Directive,
    // What was said of it
    PictureWithoutAlternative,
    MadeSummary,
    Renamed,
    AddressTaken,
    QueryAddress,
    MoreCategories,
    ParentCategory,
    OtherTaxonomy,
    UnusableTag,
    CustomType,
    PageAttributes,
    CustomField,
    UnknownKey,
    Sticky,
    // What is not shown
    Private,
    Protected,
    Pending,
    CommentWaiting,
    CommentLeft,
    PageComments,
    // What was left
    LeftOut,
    DataFile,
    UnusedFile,
    // What is as it was, read with care
    Encoding,
}

impl Reason {
    /// A title, and what to do about it.
    #[expect(clippy::too_many_lines, reason = "one catalogue, in one place")]
    pub fn words(self, language: Language) -> (&'static str, &'static str) {
        let [french, english] = match self {
            Self::BrokenExport => [
                (
                    "L’export s’arrête avant la fin",
                    "Ce qui précède l’endroit illisible est importé. Refaites l’export, puis relancez la commande\u{a0}: elle complétera.",
                ),
                (
                    "The export ends too early",
                    "What comes before the unreadable place is imported. Export again, then run the command again: it completes the rest.",
                ),
            ],
            Self::TooLong => [
                (
                    "Textes trop longs",
                    "Au-delà de 7 Mio, un texte n’est pas repris en entier. Partagez-le en plusieurs pages.",
                ),
                (
                    "Texts that are too long",
                    "Beyond 7 MiB, a text is not carried over whole. Divide it into several pages.",
                ),
            ],
            Self::UnreadableFrontMatter => [
                (
                    "En-têtes illisibles",
                    "Le texte est repris, pas ce que disait l’en-tête\u{a0}: complétez-le d’après la source.",
                ),
                (
                    "Unreadable front matter",
                    "The text is carried over, not what the front matter said: complete it from the source.",
                ),
            ],
            Self::UnreadableFile => [
                ("Fichiers illisibles", "Ils ne sont pas repris."),
                ("Unreadable files", "They are not carried over."),
            ],
            Self::NoTitle => [
                (
                    "Sans titre",
                    "Un titre provisoire a été donné\u{a0}: choisissez-en un.",
                ),
                (
                    "Without a title",
                    "A provisional title was given: choose one.",
                ),
            ],
            Self::NoDate => [
                (
                    "Articles sans date",
                    "Un article a toujours une date\u{a0}: celle-ci est provisoire.",
                ),
                (
                    "Articles without a date",
                    "An article always has a date: this one is provisional.",
                ),
            ],
            Self::Edited => [
                (
                    "Fichiers modifiés depuis",
                    "Ils n’ont pas été écrasés. Pour reprendre la version importée, supprimez le fichier et relancez la commande.",
                ),
                (
                    "Files edited since",
                    "They were not overwritten. To get the imported version, delete the file and run the command again.",
                ),
            ],
            Self::UnknownShortcode => [
                (
                    "Codes courts d’extensions",
                    "Leur contenu est gardé\u{a0}; ceux qui n’en ont pas restent lisibles dans le texte, comme du code. Remplacez-les par du texte, ou supprimez-les.",
                ),
                (
                    "Shortcodes of plug-ins",
                    "Their content is kept; those without content stay readable in the text, as code. Replace them by text, or delete them.",
                ),
            ],
            Self::DynamicBlock => [
                (
                    "Blocs calculés par WordPress",
                    "Ils n’ont pas de contenu dans l’export (liste d’articles, formulaire, bloc réutilisable). Remplacez-les par du texte ou un lien.",
                ),
                (
                    "Blocks that WordPress computes",
                    "They have no content in the export (list of posts, form, reusable block). Replace them by text or a link.",
                ),
            ],
            Self::Templating => [
                (
                    "Instructions de gabarit",
                    "Celles qui ne sont ni un lien, ni une figure, ni du code restent lisibles dans le texte, comme du code. Remplacez-les par du texte.",
                ),
                (
                    "Template instructions",
                    "Those that are no link, figure or code stay readable in the text, as code. Replace them by text.",
                ),
            ],
            Self::ProgramLine => [
                (
                    "Lignes de programme",
                    "Les lignes «\u{a0}import\u{a0}» et «\u{a0}export\u{a0}» des fichiers MDX n’ont pas d’équivalent\u{a0}: elles sont retirées.",
                ),
                (
                    "Lines of a program",
                    "The lines “import” and “export” of MDX files have no counterpart: they are removed.",
                ),
            ],
            Self::Script => [
                (
                    "Scripts et styles",
                    "Les pages n’en contiennent pas\u{a0}: ils sont retirés.",
                ),
                ("Scripts and styles", "Pages hold none: they are removed."),
            ],
            Self::Form => [
                (
                    "Formulaires",
                    "Un site sans serveur n’en reçoit pas\u{a0}: seuls leurs mots sont gardés. Mettez plutôt une adresse de courriel ou un lien.",
                ),
                (
                    "Forms",
                    "A site without a server receives none: only their words are kept. Use an e-mail address or a link.",
                ),
            ],
            Self::Embedded => [
                (
                    "Vidéos et contenus intégrés",
                    "Ils sont devenus des liens\u{a0}: rien ne part vers un autre site sans que le visiteur le demande.",
                ),
                (
                    "Videos and embedded content",
                    "They are links now: nothing goes to another site unless the visitor asks for it.",
                ),
            ],
            Self::MissingPicture => [
                (
                    "Images absentes",
                    "Elles ne sont pas dans le dossier donné. Celles qui ont une adresse sur le web restent un lien vers elle\u{a0}; les autres sont remplacées par leurs mots. Ajoutez les fichiers et relancez la commande.",
                ),
                (
                    "Missing pictures",
                    "They are not in the folder that was given. Those with an address on the web stay a link to it; the others are replaced by their words. Add the files and run the command again.",
                ),
            ],
            Self::MissingFile => [
                (
                    "Documents absents",
                    "Ils ne sont pas dans le dossier donné\u{a0}: le lien mène encore à l’ancien site, ou n’est plus qu’un texte.",
                ),
                (
                    "Missing documents",
                    "They are not in the folder that was given: the link still leads to the old site, or is only words now.",
                ),
            ],
            Self::RefusedFile => [
                (
                    "Fichiers refusés",
                    "Leur nom, leur type ou leur taille (plus de 100 Mio) ne convient pas à un site.",
                ),
                (
                    "Refused files",
                    "Their name, type or size (more than 100 MiB) does not suit a site.",
                ),
            ],
            Self::LostLink => [
                (
                    "Liens sans destination",
                    "La page visée n’est pas publiée ici. Un lien complet mène encore à l’ancien site\u{a0}; d’un lien relatif il ne reste que les mots.",
                ),
                (
                    "Links without a destination",
                    "The page they lead to is not published here. A complete link still leads to the old site; of a relative one only the words remain.",
                ),
            ],
            Self::LostAnchor => [
                (
                    "Liens vers un endroit d’une page",
                    "L’endroit n’a pas été retrouvé\u{a0}: le lien mène à la page entière, ou n’est plus qu’un texte.",
                ),
                (
                    "Links to a place in a page",
                    "The place was not found: the link leads to the page as a whole, or is only words now.",
                ),
            ],
            Self::WikiLink => [
                (
                    "Doubles crochets",
                    "Ils ne nomment aucune page importée\u{a0}: ils restent comme du texte.",
                ),
                (
                    "Double brackets",
                    "They name no imported page: they stay as text.",
                ),
            ],
            Self::HeaderlessTable => [
                (
                    "Tableaux sans en-tête",
                    "Leur première ligne est devenue l’en-tête\u{a0}: vérifiez qu’elle convient.",
                ),
                (
                    "Tables without a header",
                    "Their first row is the header now: check that it suits.",
                ),
            ],
            Self::MergedCells => [
                (
                    "Cellules fusionnées",
                    "Elles sont séparées, la suite restant vide\u{a0}: relisez ces tableaux.",
                ),
                (
                    "Merged cells",
                    "They are separate, the others being empty: read these tables again.",
                ),
            ],
            Self::AttributeList => [
                (
                    "Attributs entre accolades",
                    "Classes, styles et infobulles n’ont pas d’équivalent\u{a0}: ils sont retirés.",
                ),
                (
                    "Attributes between braces",
                    "Classes, styles and tooltips have no counterpart: they are removed.",
                ),
            ],
            Self::Directive => [
                (
                    "Encadrés d’un autre type",
                    "Ils sont devenus l’encadré le plus proche.",
                ),
                (
                    "Admonitions of another kind",
                    "They became the nearest kind.",
                ),
            ],
            Self::PictureWithoutAlternative => [
                (
                    "Images sans texte de remplacement",
                    "Décrivez-les en quelques mots pour qui ne les voit pas.",
                ),
                (
                    "Pictures without an alternative",
                    "Describe them in a few words for those who do not see them.",
                ),
            ],
            Self::MadeSummary => [
                (
                    "Résumés faits des premières phrases",
                    "Aucun résumé n’était donné\u{a0}: relisez celui-ci, il paraît dans les listes et les moteurs.",
                ),
                (
                    "Summaries made of the first sentences",
                    "No summary was given: read this one again, lists and search engines show it.",
                ),
            ],
            Self::Renamed => [
                (
                    "Noms changés",
                    "Le nom était pris, ou réservé. L’ancienne adresse mène au nouveau nom quand c’est possible.",
                ),
                (
                    "Changed names",
                    "The name was taken, or reserved. The old address leads to the new name where possible.",
                ),
            ],
            Self::AddressTaken => [
                (
                    "Anciennes adresses non reprises",
                    "Une autre page y répond déjà.",
                ),
                (
                    "Old addresses that are not kept",
                    "Another page answers there already.",
                ),
            ],
            Self::QueryAddress => [
                (
                    "Anciennes adresses du type «\u{a0}?p=12\u{a0}»",
                    "Un site sans serveur ne peut pas y répondre.",
                ),
                (
                    "Old addresses such as “?p=12”",
                    "A site without a server cannot answer there.",
                ),
            ],
            Self::MoreCategories => [
                (
                    "Plusieurs catégories",
                    "Un article en a une\u{a0}: les autres sont devenues des mots-clés.",
                ),
                (
                    "Several categories",
                    "An article has one: the others became tags.",
                ),
            ],
            Self::ParentCategory => [
                (
                    "Catégories dans d’autres",
                    "Elles sont maintenant au même niveau.",
                ),
                ("Categories inside others", "They are on one level now."),
            ],
            Self::OtherTaxonomy => [
                (
                    "Autres classements",
                    "Leurs termes sont devenus des mots-clés.",
                ),
                ("Other taxonomies", "Their terms became tags."),
            ],
            Self::UnusableTag => [
                (
                    "Mots-clés écartés",
                    "Ils ne contiennent ni lettre latine ni chiffre\u{a0}: aucune adresse n’est possible.",
                ),
                (
                    "Tags left out",
                    "They hold no Latin letter and no digit: no address is possible.",
                ),
            ],
            Self::CustomType => [
                (
                    "Types de contenu",
                    "Ils sont devenus des pages, dans un dossier de ce nom.",
                ),
                (
                    "Types of content",
                    "They became pages, in a folder of that name.",
                ),
            ],
            Self::PageAttributes => [
                (
                    "Auteur, catégorie ou image d’une page",
                    "Seuls les articles ont un auteur et une catégorie\u{a0}: cette mention n’est pas reprise.",
                ),
                (
                    "Author or category of a page",
                    "Only articles have an author and a category: these are not carried over.",
                ),
            ],
            Self::CustomField => [
                (
                    "Champs personnalisés",
                    "Ils n’ont pas d’équivalent\u{a0}: reprenez dans le texte ce qui doit se lire.",
                ),
                (
                    "Custom fields",
                    "They have no counterpart: write into the text what should be read.",
                ),
            ],
            Self::UnknownKey => [
                (
                    "Clés d’en-tête sans équivalent",
                    "Elles ne sont pas reprises.",
                ),
                (
                    "Front-matter keys without a counterpart",
                    "They are not carried over.",
                ),
            ],
            Self::Sticky => [
                (
                    "Articles mis en avant",
                    "Rien ne les distingue ici\u{a0}: citez-les sur la page d’accueil si vous le souhaitez.",
                ),
                (
                    "Sticky articles",
                    "Nothing sets them apart here: name them on the home page if you like.",
                ),
            ],
            Self::Private => [
                (
                    "Contenus privés",
                    "Ils sont devenus des brouillons\u{a0}: tout ce qui est publié est public.",
                ),
                (
                    "Private content",
                    "It became drafts: all that is published is public.",
                ),
            ],
            Self::Protected => [
                (
                    "Contenus protégés par un mot de passe",
                    "Ils sont devenus des brouillons\u{a0}: tout ce qui est publié est public. Le mot de passe n’est pas repris.",
                ),
                (
                    "Content behind a password",
                    "It became drafts: all that is published is public. The password is not carried over.",
                ),
            ],
            Self::Pending => [
                (
                    "En attente de relecture",
                    "Ils sont devenus des brouillons.",
                ),
                ("Waiting for review", "They became drafts."),
            ],
            Self::CommentWaiting => [
                (
                    "Commentaires en attente",
                    "Ils sont dans le fichier des commentaires, derrière «\u{a0}#\u{a0}»\u{a0}: ôtez ces signes pour publier.",
                ),
                (
                    "Comments that wait",
                    "They are in the file of the comments, behind “#”: take these signs away to publish.",
                ),
            ],
            Self::CommentLeft => [
                (
                    "Commentaires écartés",
                    "Indésirables, mis à la corbeille, ou simples rétroliens.",
                ),
                ("Comments left out", "Spam, deleted, or mere trackbacks."),
            ],
            Self::PageComments => [
                (
                    "Commentaires de pages",
                    "Seuls les articles en ont\u{a0}: ils ne sont pas repris.",
                ),
                (
                    "Comments of pages",
                    "Only articles have them: they are not carried over.",
                ),
            ],
            Self::LeftOut => [
                (
                    "Éléments non repris",
                    "Menus, révisions, réglages, corbeille\u{a0}: ils n’ont pas d’équivalent.",
                ),
                (
                    "Items left out",
                    "Menus, revisions, settings, deleted items: they have no counterpart.",
                ),
            ],
            Self::DataFile => [
                (
                    "Fichiers de données et de gabarit",
                    "Le générateur d’origine les lisait\u{a0}: reprenez dans les pages ce qui doit se lire.",
                ),
                (
                    "Data and template files",
                    "The former generator read them: write into the pages what should be read.",
                ),
            ],
            Self::UnusedFile => [
                (
                    "Fichiers que rien ne montre",
                    "Aucun texte ne les cite\u{a0}: ils ne sont pas copiés.",
                ),
                (
                    "Files that nothing shows",
                    "No text names them: they are not copied.",
                ),
            ],
            Self::Encoding => [
                (
                    "Caractères d’un autre codage",
                    "Les octets qui ne sont pas de l’UTF-8 ont été lus comme du Windows-1252. Vérifiez les accents.",
                ),
                (
                    "Characters of another encoding",
                    "Bytes that are not UTF-8 were read as Windows-1252. Check the accents.",
                ),
            ],
        };
        match language {
            Language::French => french,
            Language::English => english,
        }
    }
}
