//! Finds projects that seem to be others than before under the same number.

use std::collections::HashSet;

use crate::exchange::label_key;
use crate::lang::Lang;
use crate::model::{Catalog, ProjectNo};

/// Number of characters up to which a title is short: one that two have in common is enough.
const SHORT_MAX: usize = 4;

/// Project of a table whose title has nothing in common with that of its number in the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReplacedProject {
    pub(crate) no: ProjectNo,
    /// Title in the programme.
    pub(crate) old_title: String,
    /// Title in the table.
    pub(crate) title: String,
}

/// Returns the projects of `new` that have the number of another project of `old`.
pub(crate) fn replaced(old: &Catalog, new: &Catalog) -> Vec<ReplacedProject> {
    let mut found = Vec::new();
    for (_, project) in new.projects() {
        let Some(at) = old.by_no(project.no) else { continue };
        let titles = [old.project(at).title, project.title].map(|title| title.get(Lang::Zh));
        let keys = titles.map(label_key);
        if keys.iter().all(|key| !key.is_empty()) && !are_related(&keys) {
            let [old_title, title] = titles.map(str::to_owned);
            found.push(ReplacedProject { no: project.no, old_title, title });
        }
    }
    found
}

/// Returns true if two titles have two characters in a row in common, or one if a title is short.
fn are_related([one, other]: &[String; 2]) -> bool {
    let chars = [one, other].map(|title| title.chars().collect::<Vec<_>>());
    if chars.iter().any(|chars| chars.len() <= SHORT_MAX) {
        return one.chars().any(|c| other.contains(c));
    }
    let pairs: HashSet<&[char]> = chars[0].windows(2).collect();
    chars[1].windows(2).any(|pair| pairs.contains(pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_one_project_have_something_in_common() {
        for (one, other, expected) in [
            ("新增公共停车位项目", "公共停车位新增工程", true),
            ("老旧小区改造工程", "旧住宅区改造", true),
            ("修路", "道路硬化", true),
            ("停车位", "镇卫生院迁建", false),
            ("新增公共停车位项目", "新建镇卫生院大楼", false),
        ] {
            assert_eq!(are_related(&[one, other].map(str::to_owned)), expected, "{one} {other}");
        }
    }
}
