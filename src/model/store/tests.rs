//! Round trips through a block.

use super::*;
use crate::diagnostics::ContactField;
use crate::model::new_details::{NewMoney, NewNote};
use crate::model::new_project::NewTarget;

#[test]
fn what_follows_short_lists_and_long_ones_is_found() {
    let bilingual = |text: &str| OwnedText {
        zh: text.to_owned().into(),
        en: format!("{text} in English").into(),
    };
    let day = Day::new(2026, 5, 31).unwrap();
    let update = |note: usize| NewUpdate {
        date: day,
        done: Amount::new(1.5),
        note: bilingual(&note.to_string()),
    };
    let target = |nth: usize, updates: usize| NewTarget {
        what: bilingual(&format!("目标{nth}")),
        figure: Figure::Range(Amount::new(1.0).unwrap(), Amount::new(2.0).unwrap()),
        unit: bilingual("个"),
        updates: (0..updates).map(update).collect(),
    };
    let details = |count: usize| NewDetails {
        contact: ContactField::ALL.map(|field| bilingual(field.name())),
        investment: [None, Some(NewMoney { amount: Amount::default(), unit: "万元".to_owned() })],
        notes: vec![NewNote { label: bilingual("备注"), text: bilingual("无") }; count],
    };
    let mut block = ProjectBlock::default();
    let counts = [0, 1, SIZED_MIN - 1, SIZED_MIN, SIZED_MIN + 1, 500];
    for count in counts {
        let list = |name: &str| {
            (0..count).map(|nth| bilingual(&format!("{name}{nth}"))).collect::<Vec<_>>()
        };
        block.push(&NewProject {
            no: ProjectNo(7),
            domain: DomainIx(0),
            title: bilingual("修路"),
            texts: TextField::ALL.map(|field| bilingual(field.name())),
            targets: (0..count).map(|nth| target(nth, if nth == 1 { count } else { 0 })).collect(),
            lists: ListField::ALL.map(|field| list(field.name())),
            start: Some(day),
            end: None,
            updates: (0..count).map(update).collect(),
            details: details(count),
        });
    }
    let mut moved = ProjectBlock::default();
    moved.append(&block, 0..counts.len());
    for (row, count) in counts.into_iter().enumerate() {
        let project = moved.get(row);
        assert_eq!(project, block.get(row));
        assert_eq!(NewDetails::from(project.details()), details(count));
        for field in TextField::ALL {
            assert_eq!(project.text(field).exactly(crate::lang::Lang::Zh), field.name());
        }
        for field in ListField::ALL {
            let (texts, name) = (project.list(field), field.name());
            let texts: Vec<String> =
                texts.iter().map(|text| text.exactly(crate::lang::Lang::Zh).to_owned()).collect();
            assert_eq!(texts, (0..count).map(|nth| format!("{name}{nth}")).collect::<Vec<_>>());
        }
        let record = project.progress_record();
        assert_eq!((record.start, record.end, record.updates.len()), (Some(day), None, count));
        let notes = record
            .updates
            .iter()
            .map(|update| update.note.exactly(crate::lang::Lang::Zh).to_owned());
        assert!(notes.eq((0..count).map(|nth| nth.to_string())));
        let counts: Vec<usize> =
            record.zip_targets(project.targets).map(|(_, updates)| updates.len()).collect();
        assert_eq!(
            counts,
            (0..count).map(|nth| if nth == 1 { count } else { 0 }).collect::<Vec<_>>()
        );
    }
}
