//! The domain of projects for which a file names none.

use crate::lang::Lang;
use crate::model::{NewDomain, Origin, OwnedText};

/// Returns the domain of projects for which a file names none: 未分类.
pub(crate) fn unsorted_domain() -> NewDomain {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| lang.strings().unsorted_domain.to_owned());
    let name = OwnedText { zh: zh.into(), en: en.into() };
    NewDomain { id: "unsorted".to_owned(), name, origin: Origin::Catalogue }
}
