//! The faults in French, as one would say them to a colleague.

use super::fix::likely;
use super::problem::{
    Disclosure, DrawingDanger, DrawingFault, EditionTable, Kind, Loss, OutputWork, PictureFault,
    Problem, Reference, ResultFault, Silence, YamlFault, beginning,
};
use crate::language::Language;

/// What is wrong.
#[expect(clippy::too_many_lines, reason = "one line a fault")]
pub fn message(problem: &Problem) -> String {
    match problem {
        Problem::NotUtf8 => "ce fichier n’est pas en UTF-8".into(),
        Problem::NulByte => "ce fichier contient un octet nul : ce n’est pas du texte".into(),
        Problem::Unreadable { reason } => format!("fichier illisible : {}", system(reason)),
        Problem::LinkOutOfTree => "ce lien symbolique sort du site ou tourne en rond".into(),
        Problem::TooLarge { limit_mib } => {
            format!("fichier trop gros : la limite est de {limit_mib} Mio")
        }
        Problem::NoContent => "il n’y a pas ici de dossier « content », ou il est vide".into(),
        Problem::NoSiteFile => "le fichier « content/site.yaml » manque".into(),
        Problem::BadFileName { .. } => "ce nom de fichier ne peut pas servir d’adresse".into(),
        Problem::NoAdminPackage { folder } => format!(
            "le site se fait sans « /admin/ » : le paquet de Sveltia CMS n’est pas dans « {folder} »"
        ),
        Problem::UnknownForge { host: Some(host) } => {
            format!("« /admin/ » ne sait pas à quelle forge s’adresser : « {host} »")
        }
        Problem::UnknownForge { host: None } => {
            "« /admin/ » ne sait pas dans quel dépôt écrire".into()
        }
        Problem::FrontMatterMissing => "l’en-tête manque".into(),
        Problem::FrontMatterUnclosed => "l’en-tête n’est pas fermé".into(),
        Problem::Yaml { fault } => yaml(fault),
        Problem::DuplicateKey => "cette clé est déjà écrite plus haut".into(),
        Problem::YamlTooComplex => "ce YAML est trop imbriqué ou se répète trop".into(),
        Problem::UnknownKey { key, .. } => format!("clé inconnue « {key} »"),
        Problem::WrongType {
            key,
            expected,
            found,
        } if key == "---" => {
            format!(
                "l’en-tête devrait être {}, pas {}",
                kind(*expected),
                kind(*found)
            )
        }
        Problem::WrongType {
            key,
            expected,
            found,
        } => {
            format!(
                "« {key} » devrait être {}, pas {}",
                kind(*expected),
                kind(*found)
            )
        }
        Problem::MissingKey { key } => format!("la clé « {key} » manque"),
        Problem::BadValue { value, expected } => {
            format!("« {value} » n’est pas {}", kind(*expected))
        }
        Problem::BadChoice { value, .. } => format!("« {value} » n’est pas un choix possible"),
        Problem::OutOfRange {
            key,
            minimum,
            maximum,
        } => format!("« {key} » doit être compris entre {minimum} et {maximum}"),
        Problem::Empty { key } => format!("« {key} » est vide"),
        Problem::RepeatedWorksheetId { id } => {
            format!("« {id} » nomme déjà une fiche de cette page, ou une question de cette fiche")
        }
        Problem::UnknownComponentKind { name, .. } => format!("bloc de langage inconnu « {name} »"),
        Problem::UnknownReference {
            reference: what,
            name,
            ..
        } => format!("{} « {name} »", unknown(*what)),
        Problem::DeadLink { target, .. } => format!("le lien vers « {target} » ne mène nulle part"),
        Problem::DeadAnchor { target, anchor, .. } => {
            format!("« {target} » n’a pas d’ancre « {anchor} »")
        }
        Problem::MissingImage { source } => format!("l’image « {source} » est introuvable"),
        Problem::OutsideOfSite { target } => format!("« {target} » sort du dossier du site"),
        Problem::DuplicateUrl { url, other } => {
            format!("l’adresse « {url} » est déjà celle de {other}")
        }
        Problem::DuplicateName { name, other } => {
            format!("le nom « {name} » est déjà celui de {other}")
        }
        Problem::DuplicatePart {
            series,
            part,
            other,
        } => format!("la partie {part} de la série « {series} » est déjà {other}"),
        Problem::UnsafeLink { target } => format!("le lien « {target} » n’est pas sûr"),
        Problem::BrokenLinkInPage {
            page,
            target,
            pages,
        } => {
            format!(
                "« {target} », où mène {}, n’existe pas",
                pages_in_words(page, *pages)
            )
        }
        Problem::BrokenAnchorInPage {
            page,
            target,
            pages,
        } => {
            format!(
                "l’ancre « {target} », où mène {}, n’existe pas",
                pages_in_words(page, *pages)
            )
        }
        Problem::ExternalImage { source } => {
            format!("l’image « {source} » vient d’un autre site : elle est remplacée par un lien")
        }
        Problem::OrphanComments { article } => {
            format!("ces commentaires n’ont pas d’article : « {article} » n’existe pas")
        }
        Problem::SharedForm { form, other } => {
            format!("« {form} » désigne déjà un autre terme, {other}")
        }
        Problem::CircleOfReplies { id } => {
            format!(
                "ces commentaires se répondent en rond : « {id} » finit par se répondre à lui-même"
            )
        }
        Problem::OutsideLinkDead {
            address,
            host,
            loss,
        } => match loss {
            Loss::Status(status) => {
                format!("« {address} » n’existe plus : « {host} » répond {status}")
            }
            Loss::Host => {
                format!("« {address} » ne mène nulle part : il n’y a pas de site « {host} »")
            }
        },
        Problem::OutsideLinkSilent { address, silence } => {
            let why = match silence {
                Silence::Timeout => "aucune réponse à temps".to_owned(),
                Silence::Unreachable => "pas de connexion".to_owned(),
                Silence::Status(status) => format!("erreur {status}"),
                Silence::Untrusted => "son certificat n’est pas reconnu".to_owned(),
                Silence::Nonsense => "sa réponse n’a pas de sens".to_owned(),
            };
            format!("« {address} » n’a pas pu être visitée, après trois essais : {why}")
        }
        Problem::NoNetwork { addresses } => {
            format!("aucune des {addresses} adresses extérieures ne répond")
        }
        Problem::DuplicateModelId { id } => {
            format!("l’identifiant « {id} » est déjà pris dans le modèle")
        }
        Problem::ThresholdOrder => "les seuils de maturité doivent croître".into(),
        Problem::ThresholdStart => "le premier seuil de maturité doit être 0".into(),
        Problem::OneSidedPair { pair } => format!("la paire « {pair} » n’a qu’un côté"),
        Problem::UnknownPair { pair } => {
            format!("la paire « {pair} » n’est pas dans « symmetry.pairs »")
        }
        Problem::ScaleSize { points } => {
            format!("une échelle de {points} points n’est pas possible")
        }
        Problem::ScaleLabels { labels, points } => {
            format!("{labels} libellés pour une échelle de {points} points")
        }
        Problem::TooManyPriorities { top, dimensions } => {
            format!("{top} priorités demandées, et {dimensions} dimension(s) en tout")
        }
        Problem::HalfPaired { statement } => {
            format!("l’énoncé « {statement} » a une paire sans côté, ou un côté sans paire")
        }
        Problem::CrowdedPair { pair, statement } => {
            format!("la paire « {pair} » a déjà un énoncé de ce côté : « {statement} » est de trop")
        }
        Problem::NoModel => {
            "le fichier « content/model.yaml » manque, alors que des pages citent ses dimensions"
                .into()
        }
        Problem::DuplicateModel { id, version, other } => {
            format!("la version {version} de « {id} » est déjà dans « {other} »")
        }
        Problem::EndBeforeStart => "la fin précède le début".into(),
        Problem::NonexistentTime { time, zone } => {
            format!("{time} n’existe pas à l’heure de {zone} (passage à l’heure d’été)")
        }
        Problem::AmbiguousTime { time, zone } => {
            format!("{time} existe deux fois à l’heure de {zone} (passage à l’heure d’hiver)")
        }
        Problem::UnknownTimeZone { zone, .. } => format!("fuseau horaire inconnu « {zone} »"),
        Problem::YearUnknownWithDate => {
            "l’année est dite inconnue alors qu’une date complète est donnée".into()
        }
        Problem::NoStart => "cet événement n’a pas de date".into(),
        Problem::SessionOutside { title } => {
            format!("« {title} » se tient hors des dates de l’événement")
        }
        Problem::RescheduledWithoutPrevious => "événement déplacé sans « previous_start »".into(),
        Problem::RoomClash {
            room,
            first,
            second,
        } => format!("« {first} » et « {second} » occupent « {room} » en même temps"),
        Problem::SpeakerClash {
            speaker,
            first,
            second,
        } => {
            format!("« {speaker} » intervient en même temps dans « {first} » et « {second} »")
        }
        Problem::WeekdayMismatch { text, right } => {
            format!("« {text} » : ce jour-là est un {right}")
        }
        Problem::CellTooSmall { companies } => {
            format!("chiffres publiés pour {companies} entreprises seulement")
        }
        Problem::ExtremesTooSmall { companies } => {
            format!("déciles publiés pour {companies} entreprises seulement")
        }
        Problem::QuartileOrder => "les quartiles ne sont pas dans l’ordre".into(),
        Problem::OtherModel { id, version } => {
            format!("cette édition porte sur le modèle {id} {version}, qui n’est pas celui du site")
        }
        Problem::CellBySubtraction {
            groups: 1,
            companies,
        } => format!(
            "ce groupe masqué se retrouve par soustraction : {companies} entreprises, l’ensemble moins les groupes publiés"
        ),
        Problem::CellBySubtraction { groups, companies } => format!(
            "les {groups} groupes masqués ne réunissent que {companies} entreprises : l’ensemble moins les groupes publiés"
        ),
        Problem::NoCollection => "ce dossier de contributions n’existe pas".into(),
        Problem::NoEditionFrame => "le cadre de l’édition manque à ce dossier".into(),
        Problem::NoSuchModel { id, version } => format!("le site n’a pas le modèle {id} {version}"),
        Problem::NoContribution => "ce dossier ne contient aucune contribution".into(),
        Problem::NotJson { truncated: true } => {
            "ce fichier n’est pas du JSON : il s’arrête avant la fin".into()
        }
        Problem::NotJson { truncated: false } => {
            "ce fichier n’est pas du JSON : un signe n’est pas à sa place".into()
        }
        Problem::OtherModelContribution {
            id,
            version,
            expected,
        } => format!(
            "cette contribution porte sur le modèle {id} {version}, l’édition sur {expected}"
        ),
        Problem::OtherEditionContribution { edition, expected } => format!(
            "cette contribution est destinée à l’édition « {edition} », pas à l’édition « {expected} »"
        ),
        Problem::SameContribution { other } => {
            format!("cet identifiant est déjà celui de {other}")
        }
        Problem::SampleContribution => {
            "cette contribution est un exemple, produit par simulation".into()
        }
        Problem::NoConsent => "le consentement n’est pas donné".into(),
        Problem::NoMean => "cette contribution ne donne aucune moyenne".into(),
        Problem::EditionDiscloses { why } => {
            format!(
                "l’ensemble de l’édition ne peut pas être publié : {}",
                disclosure(*why)
            )
        }
        Problem::FrozenEdition => "cette édition existe déjà, avec d’autres chiffres".into(),
        Problem::GroupSuppressed { table, name, why } => format!(
            "{} « {name} » masqué{} : {}",
            match table {
                EditionTable::Sectors => "secteur",
                EditionTable::Sizes => "taille",
            },
            match table {
                EditionTable::Sectors => "",
                EditionTable::Sizes => "e",
            },
            disclosure(*why)
        ),
        Problem::PanelDiscloses { why } => {
            format!(
                "l’évolution du panel n’est pas publiée : {}",
                disclosure(*why)
            )
        }
        Problem::PanelOfOtherModel { version } => format!(
            "l’évolution du panel n’est pas calculée : l’édition précédente porte sur la version {version} du modèle"
        ),
        Problem::TemplateError { detail } => format!("gabarit fautif : {detail}"),
        Problem::TemplateMissing { name } => format!("le gabarit « {name} » manque au thème"),
        Problem::ThemeFileMissing { name } => format!("le fichier « {name} » manque au thème"),
        Problem::StringsMissing { keys } => format!("il manque à ce fichier les mots de : {keys}"),
        Problem::CardBroken { reason } => {
            format!("ce modèle de carte ne donne pas un dessin : {reason}")
        }
        Problem::ImageWithoutAlternative { source } => {
            format!("l’image « {source} » n’a pas de texte de remplacement")
        }
        Problem::FileNameAlternative { alternative } => {
            format!("« {alternative} » ressemble à un nom de fichier, pas à une description")
        }
        Problem::UnusedFile => "aucune page ne mène à ce fichier".into(),
        Problem::ForeignFile { path } => {
            format!("« {path} » n’a pas été écrit par Parvis : il ne sera pas remplacé")
        }
        Problem::OutputHoldsSources { path, source } => {
            format!("le dossier de sortie « {path} » recouvre « {source} », d’où vient le site")
        }
        Problem::OutputInUse { path } => {
            format!("une autre construction écrit déjà dans « {path} »")
        }
        Problem::ManifestDamaged { path } => {
            format!("« {path} » est abîmé : on ne sait plus quels fichiers Parvis a écrits")
        }
        Problem::OutputUnwritable {
            path,
            doing,
            reason,
        }
        | Problem::SourceUnwritable {
            path,
            doing,
            reason,
        } => format!(
            "impossible {} « {path} » : {}",
            work(*doing),
            system(reason)
        ),
        Problem::NoSuchResult => {
            "ce n’est ni un code de résultat, ni un lien, ni un fichier qui existe ici".into()
        }
        Problem::NoResult => "il n’y a aucun résultat dans ce texte".into(),
        Problem::BadResult { fault } => match fault {
            ResultFault::NotACode => "ce n’est pas un code de résultat".into(),
            ResultFault::UnknownVersion(version) => {
                format!("ce code est d’une version {version} que ce Parvis ne connaît pas")
            }
            ResultFault::BadCharacter(character) => {
                format!("« {character} » ne peut pas faire partie d’un code")
            }
            ResultFault::Truncated => "il manque la fin de ce code".into(),
            ResultFault::Altered => "ce code a été abîmé en chemin".into(),
            ResultFault::OutOfRange => "ce code contient des réponses impossibles".into(),
        },
        Problem::OtherModelResult => "ce résultat est celui d’un autre questionnaire".into(),
        Problem::ImpossibleAnswer {
            name,
            answer: Some(answer),
        } => format!("la réponse {answer} à l’énoncé « {name} » n’est pas sur l’échelle"),
        Problem::ImpossibleAnswer { name, answer: None } => {
            format!("le modèle n’a ni énoncé ni dimension « {name} »")
        }
        Problem::FormerResult {
            name,
            version,
            kept,
            of,
        } => format!(
            "{} a répondu à la version {version} : {kept} énoncé{} sur {of} se compare{}",
            person(name),
            if *kept > 1 { "s" } else { "" },
            if *kept > 1 { "nt" } else { "" },
        ),
        Problem::NothingInCommon {
            name,
            version,
            scale: true,
        } => format!(
            "{} a répondu à la version {version}, dont l’échelle est une autre",
            person(name)
        ),
        Problem::NothingInCommon { name, version, .. } => format!(
            "{} a répondu à la version {version}, qui n’a aucun énoncé en commun",
            person(name)
        ),
        Problem::SameResult { name } => {
            format!("le résultat de {} est donné plusieurs fois", person(name))
        }
        Problem::SameNameTwice { name } => {
            format!("deux résultats différents portent le nom « {name} »")
        }
        Problem::TooFewResults { count: 0 } => "aucun résultat à comparer".into(),
        Problem::TooFewResults { .. } => "un seul résultat : il n’y a rien à comparer".into(),
        Problem::TooManyResults { count } => format!("{count} résultats, c’est trop"),
        Problem::NothingToCompareBy => {
            "le fichier « content/model.yaml » manque : sans lui, un code ne se lit pas".into()
        }
        Problem::BadDrawing { fault } => match fault {
            DrawingFault::Malformed => "à partir d’ici, ce dessin n’est plus du SVG correct".into(),
            DrawingFault::Encoding => "ce dessin annonce un autre encodage que UTF-8".into(),
            DrawingFault::Entities => "ce dessin déclare ses propres entités".into(),
            DrawingFault::NotADrawing => "ce fichier n’est pas un dessin SVG".into(),
            DrawingFault::TooComplex => "ce dessin a trop d’éléments pour être lu".into(),
        },
        Problem::DangerousDrawing { danger } => match danger {
            DrawingDanger::Element(name) => {
                format!("l’élément « {name} » n’a pas sa place dans un dessin : il est retiré")
            }
            DrawingDanger::Handler(name) => {
                format!("l’attribut « {name} » contient un script : il est retiré")
            }
            DrawingDanger::Address { attribute, target } => format!(
                "l’attribut « {attribute} » mène hors du dessin, à « {} » : il est retiré",
                beginning(target)
            ),
            DrawingDanger::StyleSheet => {
                "cette feuille de style appelle un fichier extérieur : elle est retirée".into()
            }
        },
        Problem::UnreadablePicture { fault } => match fault {
            PictureFault::NoPicture => {
                "ce fichier ne se lit pas comme une image : il est copié tel quel".into()
            }
            PictureFault::CutShort => {
                "cette image s’arrête avant sa fin : elle est copiée telle quelle".into()
            }
            PictureFault::Damaged => "cette image est abîmée : elle est copiée telle quelle".into(),
            PictureFault::TooLarge(width, height) => format!(
                "cette image a {width} × {height} pixels : ses versions réduites ne sont pas faites"
            ),
        },
        Problem::BrokenPicture { reason } => format!("cette image ne se décode pas : {reason}"),
        Problem::NotAnExport => "ce fichier n’est pas un export de WordPress".into(),
        Problem::BrokenExport { after } => {
            format!("l’export s’interrompt, ou devient illisible, après « {after} »")
        }
        Problem::NothingToImport => "ce dossier ne contient aucun texte à importer".into(),
        Problem::SourceExists { path } => format!("« {path} » existe déjà"),
        Problem::NoNameInTitle { title } => {
            format!("le titre « {title} » ne peut pas servir d’adresse")
        }
        Problem::FolderOfOthers { folder } => {
            format!("« content/{folder} » n’est pas un dossier de pages")
        }
        Problem::NoSiteInLanguage { language } => {
            format!("ce site n’existe pas en « {language} »")
        }
        Problem::FolderNotEmpty { path } => format!("« {path} » n’est pas vide"),
        Problem::NoTitle => "un nouveau site a besoin d’un titre".into(),
    }
}

/// A person, who may have no name.
fn person(name: &str) -> String {
    if name.is_empty() {
        "une personne sans nom".to_owned()
    } else {
        format!("« {name} »")
    }
}

/// What to do about it.
#[expect(clippy::too_many_lines, reason = "one line a fault")]
pub fn help(problem: &Problem) -> String {
    match problem {
        Problem::NotUtf8 => "enregistrez-le avec l’encodage « UTF-8 » de votre éditeur".into(),
        Problem::NulByte => "vérifiez que c’est bien un fichier texte, ou changez son extension".into(),
        Problem::Unreadable { .. } => "vérifiez que le fichier existe encore et que vous avez le droit de le lire".into(),
        Problem::LinkOutOfTree => "copiez le fichier dans le site à la place du lien".into(),
        Problem::TooLarge { .. } => "découpez-le, ou placez-le sur un service de fichiers et faites un lien".into(),
        Problem::NoContent | Problem::NothingToCompareBy => "lancez la commande depuis le dossier du site, ou indiquez-le avec --root".into(),
        Problem::NoSiteFile => "créez-le avec au moins « title », « description » et « base_url »".into(),
        Problem::BadFileName { suggestion } => format!("renommez-le, par exemple « {suggestion} »"),
        Problem::NoAdminPackage { .. } => "installez-le avec « npm install @sveltia/cms », ou corrigez « package »".into(),
        Problem::UnknownForge { host: Some(_) } => "donnez l’adresse d’un dépôt, et dites sous « admin » ce que la forge fait tourner : « forge: github », « gitlab » ou « gitea » (aussi pour Forgejo)".into(),
        Problem::UnknownForge { host: None } => "ajoutez « repository: {url: 'https://…'} » à « content/site.yaml »".into(),
        Problem::FrontMatterMissing => "commencez le fichier par une ligne « --- », les clés, puis une autre ligne « --- »".into(),
        Problem::FrontMatterUnclosed => "ajoutez une ligne « --- » après la dernière clé de l’en-tête".into(),
        Problem::Yaml { fault } => yaml_remedy(fault).into(),
        Problem::DuplicateKey => "gardez une seule des deux".into(),
        Problem::YamlTooComplex => "simplifiez : pas d’ancres qui se répètent, quelques niveaux tout au plus".into(),
        Problem::UnknownKey { suggestion: Some(suggestion), .. }
        | Problem::BadChoice { suggestion: Some(suggestion), .. }
        | Problem::UnknownReference { suggestion: Some(suggestion), .. }
        | Problem::DeadLink { suggestion: Some(suggestion), .. }
        | Problem::DeadAnchor { suggestion: Some(suggestion), .. }
        | Problem::UnknownTimeZone { suggestion: Some(suggestion), .. } => format!("vouliez-vous dire « {suggestion} » ?"),
        Problem::UnknownKey { known, .. } => format!("clés possibles : {}", known.join(", ")),
        Problem::BadValue { value, expected } => match likely(value, *expected, Language::French) {
            Some(likely) => format!("vouliez-vous dire « {likely} » ?"),
            None => format!("par exemple : {}", example(*expected)),
        },
        Problem::WrongType { expected, .. } => format!("par exemple : {}", example(*expected)),
        Problem::MissingKey { key } => format!("ajoutez une ligne « {key}: … »"),
        Problem::BadChoice { choices, .. } => format!("choix possibles : {}", choices.join(", ")),
        Problem::OutOfRange { minimum, maximum, .. } => format!("écrivez un nombre de {minimum} à {maximum}"),
        Problem::RepeatedWorksheetId { .. } => "donnez un autre « id » : c’est sous ce nom que les réponses sont gardées".into(),
        Problem::Empty { key } => format!("donnez une valeur à « {key} », ou retirez la ligne"),
        Problem::UnknownComponentKind { suggestion, .. } => format!("vouliez-vous le composant « {suggestion} » ?"),
        Problem::UnknownReference { reference, name, .. } => remedy(*reference, name),
        Problem::DeadLink { .. } => "corrigez la cible, ou créez la page".into(),
        Problem::DeadAnchor { .. } => "corrigez l’ancre, ou ajoutez-la au titre visé : ## Titre {#ancre}".into(),
        Problem::MissingImage { .. } => "placez l’image à côté de l’article et vérifiez l’orthographe de son nom".into(),
        Problem::OutsideOfSite { .. } => "utilisez un chemin qui reste dans « content »".into(),
        Problem::DuplicateUrl { .. } => "changez le « slug », l’alias ou le nom de l’un des deux fichiers".into(),
        Problem::DuplicateName { .. } => "donnez un autre nom à l’un des deux".into(),
        Problem::DuplicatePart { .. } => "donnez à chaque partie de la série un numéro différent".into(),
        Problem::UnsafeLink { .. } => "utilisez une adresse qui commence par https://, mailto: ou /".into(),
        Problem::OrphanComments { .. } => "donnez à ce fichier le nom de son article, ou retirez-le".into(),
        Problem::SharedForm { .. } => "retirez cette forme de l’un des deux termes : dans un texte, elle ne mène qu’à une seule définition".into(),
        Problem::CircleOfReplies { .. } => "retirez « reply_to » du commentaire qui a été écrit le premier".into(),
        Problem::BrokenLinkInPage { .. } | Problem::BrokenAnchorInPage { .. } => {
            "corrigez le lien dans le menu, le modèle ou le gabarit qui l’écrit".into()
        }
        Problem::OutsideLinkDead { .. } => "corrigez l’adresse, ou retirez le lien : la page a peut-être une nouvelle adresse, ou une copie dans des archives du web".into(),
        Problem::OutsideLinkSilent { .. } => "ouvrez-la dans un navigateur : si la page s’y affiche, le lien peut rester".into(),
        Problem::NoNetwork { .. } => "vérifiez que cette machine a accès au réseau, puis relancez".into(),
        Problem::ExternalImage { .. } => "téléchargez-la à côté de l’article : aucune page ne charge rien d’un autre site".into(),
        Problem::DuplicateModelId { .. } => "donnez un identifiant différent à chacun".into(),
        Problem::ThresholdOrder => "rangez les seuils « from » du plus petit au plus grand, sans doublon".into(),
        Problem::ThresholdStart => "écrivez « from: 0 » pour le premier niveau".into(),
        Problem::OneSidedPair { pair } => format!("ajoutez l’autre énoncé de la paire « {pair} » : côté client et côté employee"),
        Problem::UnknownPair { .. } => "ajoutez-la à « pairs » sous « symmetry », ou corrigez son nom".into(),
        Problem::ScaleSize { .. } => "de 2 à 11 points : ajustez « min » et « max »".into(),
        Problem::ScaleLabels { .. } => "écrivez un libellé par point de l’échelle".into(),
        Problem::TooManyPriorities { .. } => "baissez « top » : il ne peut dépasser le nombre de dimensions".into(),
        Problem::HalfPaired { .. } => "donnez-lui « pair » et « side » (client ou employee), ou aucun des deux".into(),
        Problem::CrowdedPair { .. } => "une paire a un énoncé par côté : changez le « side » ou la « pair » de celui-ci".into(),
        Problem::NoModel => "ajoutez un modèle, ou retirez « dimensions » de ces pages".into(),
        Problem::DuplicateModel { .. } => {
            "donnez à chaque version du modèle un numéro qui lui est propre : les résultats déjà partagés y sont attachés".into()
        }
        Problem::EndBeforeStart => "vérifiez les deux dates".into(),
        Problem::NonexistentTime { .. } => "choisissez une heure avant ou après le changement d’heure".into(),
        Problem::AmbiguousTime { .. } => "la première des deux est retenue ; choisissez une autre heure pour lever le doute".into(),
        Problem::UnknownTimeZone { .. } => "par exemple : Europe/Paris".into(),
        Problem::YearUnknownWithDate => "gardez « year: unknown » avec « day », ou bien « start »".into(),
        Problem::NoStart => "ajoutez « start: 2027-04-18 12:15 », ou « year: unknown » avec « day: 04-18 »".into(),
        Problem::SessionOutside { .. } => "corrigez l’heure de la session ou les dates de l’événement".into(),
        Problem::RescheduledWithoutPrevious => "ajoutez « previous_start » avec la date d’abord annoncée".into(),
        Problem::RoomClash { .. } => "changez l’heure ou la salle de l’une des deux sessions".into(),
        Problem::SpeakerClash { .. } => "changez l’heure de l’une des deux sessions".into(),
        Problem::WeekdayMismatch { right, .. } => format!("écrivez « {right} », ou corrigez la date"),
        Problem::CellTooSmall { .. } => "remplacez les chiffres par « suppressed: true » : il faut au moins 5 entreprises".into(),
        Problem::ExtremesTooSmall { .. } => "retirez « p10 » et « p90 » : il faut au moins 10 entreprises".into(),
        Problem::QuartileOrder => "vérifiez que p10 ≤ q1 ≤ median ≤ q3 ≤ p90".into(),
        Problem::OtherModel { .. } => "les dimensions communes sont affichées ; signalez le changement de modèle dans « method »".into(),
        Problem::CellBySubtraction { .. } => "masquez un groupe de plus : ensemble, les groupes masqués doivent être deux au moins et réunir 5 entreprises au moins".into(),
        Problem::NoCollection => "vérifiez le chemin : c’est le dossier privé où les contributions sont rangées, un fichier JSON chacune".into(),
        Problem::NoEditionFrame => "ajoutez-y « edition.yaml » avec « edition », « title », « model » et « sectors »".into(),
        Problem::NoSuchModel { .. } => "corrigez « model », ou rangez cette version dans « content/models »".into(),
        Problem::NoContribution => "déposez-y les fichiers reçus, un par organisation".into(),
        Problem::NotJson { .. } => "demandez que le fichier soit exporté et transmis de nouveau, sans être ouvert ni modifié".into(),
        Problem::OtherModelContribution { .. } => "retirez ce fichier : d’autres énoncés ne se mêlent pas à ceux-ci".into(),
        Problem::OtherEditionContribution { .. } => "rangez ce fichier dans le dossier de son édition".into(),
        Problem::SameContribution { .. } => "ne gardez que le fichier le plus récent de cette organisation".into(),
        Problem::NoConsent => "retirez ce fichier : sans consentement, ses chiffres ne servent pas".into(),
        Problem::SampleContribution => "retirez ce fichier, ou écrivez « sample: true » dans « edition.yaml » si toute l’édition est un exemple".into(),
        Problem::NoMean => "demandez un nouvel export depuis la page « Contribuer » du site".into(),
        Problem::EditionDiscloses { .. } => "il faut au moins 5 organisations, dont aucune n’apporte plus de la moitié des répondants : prolongez la collecte".into(),
        Problem::FrozenEdition => "une édition publiée ne se recalcule pas : écrivez ailleurs avec --out pour comparer, et signalez une erreur dans « corrections » ; si elle n’est pas encore publiée, supprimez d’abord ce fichier".into(),
        Problem::GroupSuppressed { .. } => "l’édition le dit ; des secteurs plus larges dans « edition.yaml » seraient moins souvent masqués".into(),
        Problem::PanelDiscloses { .. } => "l’édition se passe d’évolution ; des organisations qui contribuent chaque année la rendraient possible".into(),
        Problem::PanelOfOtherModel { .. } => "des énoncés différents ne se comparent pas : dites-le dans « method »".into(),
        Problem::TemplateError { .. } => "corrigez le gabarit à cet endroit".into(),
        Problem::TemplateMissing { name } => format!("ajoutez « themes/parvis/templates/{name} », ou retirez votre dossier « themes »"),
        Problem::ThemeFileMissing { .. } => "corrigez son nom dans « theme.yaml », ou créez-le".into(),
        Problem::StringsMissing { .. } => "écrivez ces mots, ou retirez la clé pour retrouver ceux d’origine".into(),
        Problem::CardBroken { .. } => "corrigez-le, ou retirez votre fichier pour retrouver celui d’origine".into(),
        Problem::ImageWithoutAlternative { .. } => "décrivez l’image entre les crochets : ![description](image.png)".into(),
        Problem::FileNameAlternative { .. } => "décrivez en quelques mots ce que montre l’image".into(),
        Problem::UnusedFile => "liez-le depuis une page, ou retirez-le".into(),
        Problem::ForeignFile { .. } => "déplacez ce fichier, ou choisissez un autre dossier avec --out".into(),
        Problem::OutputHoldsSources { .. } => "choisissez un dossier à part avec --out, par exemple « public »".into(),
        Problem::OutputInUse { .. } => "attendez qu’elle se termine, puis relancez".into(),
        Problem::ManifestDamaged { .. } => "videz le dossier de sortie, puis relancez".into(),
        Problem::OutputUnwritable { doing: OutputWork::Moving | OutputWork::Deleting, .. } => "vérifiez les droits, puis relancez : des fichiers du nouveau site sont déjà en place, entiers, et la prochaine génération met en place le reste".into(),
        Problem::OutputUnwritable { .. } => "vérifiez les droits et la place libre ; le site précédent est intact".into(),
        Problem::NoSuchResult => "un code commence par « P1 », un lien le porte après « #r= » ; vérifiez le chemin du fichier".into(),
        Problem::NoResult => "un code commence par « P1 », un lien le porte après « #r= » ; un fichier vient de la page du test ou de celle de la comparaison".into(),
        Problem::BadResult { fault: ResultFault::UnknownVersion(_) } => "installez la dernière version de Parvis".into(),
        Problem::BadResult { .. } => "demandez à cette personne de copier de nouveau son lien, en entier".into(),
        Problem::OtherModelResult => "lancez la commande depuis le dossier du bon site ; une version antérieure du modèle se range dans « content/models »".into(),
        Problem::ImpossibleAnswer { .. } => "exportez de nouveau ce résultat depuis la page du test".into(),
        Problem::FormerResult { .. } => "pour comparer le reste, que cette personne reprenne le test".into(),
        Problem::NothingInCommon { .. } => "que cette personne reprenne le test".into(),
        Problem::SameResult { .. } => "il est compté une fois".into(),
        Problem::SameNameTwice { .. } => "les deux sont comptés ; si c’est la même personne, ne gardez que le plus récent".into(),
        Problem::TooFewResults { .. } => "donnez de 2 à 20 codes, liens ou fichiers".into(),
        Problem::TooManyResults { .. } => "comparez de 2 à 20 personnes à la fois".into(),
        Problem::BadDrawing { fault } => match fault {
            DrawingFault::Malformed => {
                "ouvrez-le dans le logiciel qui l’a dessiné, et exportez-le de nouveau en SVG".into()
            }
            DrawingFault::Encoding => {
                "enregistrez-le en UTF-8, et dites-le dans sa première ligne".into()
            }
            DrawingFault::Entities | DrawingFault::NotADrawing => {
                "exportez-le de nouveau en « SVG simple » (Inkscape) ou « SVG pour le web »".into()
            }
            DrawingFault::TooComplex => "simplifiez-le, ou exportez-le en PNG".into(),
        },
        Problem::DangerousDrawing { danger } => match danger {
            DrawingDanger::Element(_) | DrawingDanger::Handler(_) => {
                "retirez-le du fichier, ou exportez de nouveau le dessin en « SVG simple »".into()
            }
            DrawingDanger::Address { .. } => {
                "incorporez l’image dans le dessin, ou retirez le lien".into()
            }
            DrawingDanger::StyleSheet => {
                "retirez « @import » et les adresses extérieures, et vectorisez les textes".into()
            }
        },
        Problem::UnreadablePicture {
            fault: PictureFault::TooLarge(..),
        } => "réduisez-la : une page demande 1 440 pixels de large".into(),
        Problem::UnreadablePicture { .. } | Problem::BrokenPicture { .. } => {
            "copiez de nouveau l’image depuis son origine, ou exportez-la en JPEG ou en PNG".into()
        }
        Problem::NotAnExport => "dans WordPress, choisissez « Outils › Exporter », puis donnez le fichier .xml téléchargé".into(),
        Problem::BrokenExport { .. } => "ce qui précède est importé : refaites l’export et relancez la commande, elle complétera".into(),
        Problem::NothingToImport => "donnez le dossier du site d’origine, ou celui de ses fichiers Markdown".into(),
        Problem::SourceExists { .. } => "ouvrez-le, ou donnez un autre titre : rien n’a été remplacé".into(),
        Problem::SourceUnwritable { .. } => "vérifiez les droits et la place libre ; rien n’a été ajouté".into(),
        Problem::NoNameInTitle { .. } => "donnez un titre qui contient des lettres ou des chiffres, autre que « index »".into(),
        Problem::FolderOfOthers { .. } => "choisissez un autre dossier, ou un autre genre de document : parvis new --help".into(),
        Problem::NoSiteInLanguage { language } => format!("créez « content/{language}/site.yaml », ou retirez --language"),
        Problem::FolderNotEmpty { .. } => "donnez un nouveau dossier : un site commence dans un dossier vide, et rien n’a été ajouté à celui-ci".into(),
        Problem::NoTitle => "ajoutez --title 'Notre communauté'".into(),
    }
}

fn work(work: OutputWork) -> &'static str {
    match work {
        OutputWork::Reading => "de lire",
        OutputWork::Writing => "d’écrire",
        OutputWork::Moving => "de mettre en place",
        OutputWork::Deleting => "de supprimer",
        OutputWork::Locking => "de réserver",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "du texte",
        Kind::Boolean => "true ou false",
        Kind::Integer => "un nombre entier",
        Kind::Number => "un nombre",
        Kind::List => "une liste",
        Kind::Map => "un ensemble de clés et de valeurs",
        Kind::Date => "une date",
        Kind::DateTime => "une date et une heure",
        Kind::Time => "une heure",
        Kind::DayOfYear => "un jour et un mois",
        Kind::Currency => "le code d’une devise",
        Kind::WebAddress => "une adresse web",
        Kind::Destination => "une adresse web ou un chemin du site",
        Kind::SitePath => "un chemin du site",
        Kind::RepositoryName => "un dépôt de GitHub",
        Kind::Slug => "un nom court (minuscules, chiffres et tirets)",
        Kind::RandomId => "un identifiant aléatoire (32 chiffres hexadécimaux)",
        Kind::Nothing => "vide",
    }
}

fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "'quelques mots'",
        Kind::Boolean => "true",
        Kind::Integer => "3",
        Kind::Number => "3.5",
        Kind::List => "[premier, second]",
        Kind::Map => "{clé: valeur, autre: valeur}, ou une clé par ligne, en retrait",
        Kind::Date => "2026-11-22 (année-mois-jour)",
        Kind::DateTime => "2026-11-22 12:15",
        Kind::Time => "'12:15'",
        Kind::DayOfYear => "04-18 (mois-jour)",
        Kind::Currency => "EUR",
        Kind::WebAddress => "https://exemple.org/",
        Kind::Destination => "https://exemple.org/ ou /glossaire/",
        Kind::SitePath => "/ancienne-adresse/",
        Kind::RepositoryName => "ORGANISATION/DEPOT",
        Kind::Slug => "voix-du-client",
        Kind::RandomId => "9f86d081884c7d659a2feaa0c55ad015, tel que le site l’a tiré",
        Kind::Nothing => "(rien)",
    }
}

fn unknown(reference: Reference) -> &'static str {
    match reference {
        Reference::Author => "auteur inconnu",
        Reference::Category => "catégorie inconnue",
        Reference::Dimension => "dimension inconnue",
        Reference::Lever => "levier inconnu",
        Reference::Term => "terme inconnu",
        Reference::Book => "livre inconnu",
        Reference::Article => "article inconnu",
        Reference::Comment => "commentaire inconnu",
        Reference::Document => "document inconnu",
        Reference::Edition => "édition inconnue",
        Reference::Sector => "secteur inconnu",
    }
}

fn remedy(reference: Reference, name: &str) -> String {
    match reference {
        Reference::Author => format!("créez « content/authors/{name}.md », ou corrigez le nom"),
        Reference::Category => {
            "ajoutez-la à « categories » dans « content/site.yaml », ou corrigez le nom".into()
        }
        Reference::Dimension => "les dimensions sont celles de « content/model.yaml »".into(),
        Reference::Lever => "les leviers sont ceux de « content/model.yaml »".into(),
        Reference::Term => format!("créez « content/glossary/{name}.md », ou corrigez le nom"),
        Reference::Book => format!("créez « content/books/{name}.md », ou corrigez le nom"),
        Reference::Article => format!("créez « content/articles/{name}.md », ou corrigez le nom"),
        Reference::Edition => format!("créez « content/benchmark/{name}.yaml », ou corrigez le nom"),
        Reference::Sector => "les secteurs sont ceux de « edition.yaml », à côté des contributions".into(),
        Reference::Document => "« translates » donne le chemin du document traduit à partir de « content/ », comme « articles/accueil.md »".into(),
        Reference::Comment => {
            "« reply_to » reprend l’« id » d’un autre commentaire du même fichier".into()
        }
    }
}

fn disclosure(why: Disclosure) -> String {
    match why {
        Disclosure::TooFew { companies: 0 | 1 } => "moins de deux organisations".into(),
        Disclosure::TooFew { companies } => format!("{companies} organisations seulement"),
        Disclosure::Dominated { percent } => {
            format!("une seule organisation apporte {percent} % des répondants")
        }
        Disclosure::Shield => "sans cela, un groupe masqué se retrouverait par soustraction".into(),
    }
}

fn yaml(fault: &YamlFault) -> String {
    match fault {
        YamlFault::SecondColon => "un second « : » sur la même ligne".into(),
        YamlFault::AfterQuote => {
            "du texte suit l’apostrophe ou le guillemet qui ferme la valeur".into()
        }
        YamlFault::UnclosedQuote => "une apostrophe ou un guillemet n’est pas fermé".into(),
        YamlFault::UnclosedBracket => "un crochet ou une accolade n’est pas fermé".into(),
        YamlFault::Tab => "une tabulation sert de retrait".into(),
        YamlFault::NoColon => "il manque « : » après cette clé".into(),
        YamlFault::ReservedCharacter => "une valeur ne peut pas commencer par ce signe".into(),
        YamlFault::UnknownAnchor => "ce renvoi « * » ne correspond à aucune ancre « & »".into(),
        YamlFault::HugeNumber => "ceci se lit comme un nombre, et il est trop grand".into(),
        YamlFault::Misaligned => "cette ligne n’est pas alignée avec les précédentes".into(),
        YamlFault::Other(detail) => format!("YAML incorrect : {detail}"),
    }
}

fn yaml_remedy(fault: &YamlFault) -> &'static str {
    match fault {
        YamlFault::SecondColon => "mettez la valeur entre apostrophes : title: 'Relation : un mot'",
        YamlFault::AfterQuote => {
            "écrivez l’apostrophe typographique ’, ou doublez l’apostrophe droite : 'l''été'"
        }
        YamlFault::UnclosedQuote => "fermez la valeur avec le même signe que celui qui l’ouvre",
        YamlFault::UnclosedBracket => "fermez la liste avec ], ou les clés avec }",
        YamlFault::Tab => "remplacez la tabulation par deux espaces",
        YamlFault::NoColon => "écrivez « clé: valeur », avec une espace après le deux-points",
        YamlFault::ReservedCharacter => "mettez la valeur entre apostrophes simples",
        YamlFault::UnknownAnchor => {
            "mettez la valeur entre apostrophes si l’astérisque fait partie du texte"
        }
        YamlFault::HugeNumber => "mettez-le entre apostrophes simples si c’est un mot ou un code",
        YamlFault::Misaligned => "alignez les clés de même niveau sur la même colonne",
        YamlFault::Other(_) => {
            "vérifiez les retraits, les apostrophes et les deux-points de cette ligne"
        }
    }
}

/// The system's own words, where they are common enough to be worth translating.
fn system(reason: &str) -> &str {
    match reason {
        "No such file or directory" => "il n’existe pas, ou n’existe plus",
        "Permission denied" => "accès refusé",
        "Is a directory" => "c’est un dossier",
        "File exists" => "un fichier occupe déjà cet endroit",
        "Not a directory" => "un des dossiers de son chemin est un fichier",
        "No space left on device" => "le disque est plein",
        "Disk quota exceeded" => "la place allouée sur le disque est épuisée",
        "File too large" => "le fichier dépasserait la taille permise",
        "Input/output error" => "le disque n’a pas répondu comme il faut",
        "Operation not permitted" => "le système l’interdit",
        "Too many open files" => "trop de fichiers sont ouverts à la fois",
        "Read-only file system" => "le disque est en lecture seule",
        "File name too long" => "son nom est trop long",
        reason => reason,
    }
}

fn pages_in_words(first: &str, pages: usize) -> String {
    match pages {
        1 => format!("la page « {first} »"),
        2 => format!("la page « {first} » et une autre"),
        _ => format!("la page « {first} », comme {} autres", pages - 1),
    }
}
