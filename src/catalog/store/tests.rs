//! Round trips through a block.

use super::*;

#[test]
fn what_stands_behind_few_things_or_many_is_found() {
    let words = |text: &str| OwnedText {
        zh: text.to_owned().into(),
        en: format!("{text} in English").into(),
    };
    let day = Day::new(2026, 5, 31).unwrap();
    let update = |note: usize| NewUpdate {
        date: day,
        done: Amount::new(1.5),
        note: words(&note.to_string()),
    };
    let target = |nth: usize, reports: usize| NewTarget {
        what: words(&format!("目标{nth}")),
        figure: Figure::Range(Amount::new(1.0).unwrap(), Amount::new(2.0).unwrap()),
        unit: words("个"),
        updates: (0..reports).map(update).collect(),
    };
    let mut block = Block::default();
    let counts = [0, 1, MANY - 1, MANY, MANY + 1, 500];
    for count in counts {
        let list =
            |name: &str| (0..count).map(|nth| words(&format!("{name}{nth}"))).collect::<Vec<_>>();
        block.push(&NewProject {
            no: ProjectNo(7),
            domain: DomainIx(0),
            title: words("修路"),
            summary: words(""),
            targets: (0..count).map(|nth| target(nth, if nth == 1 { count } else { 0 })).collect(),
            places: list("地点"),
            partners: list("合作方"),
            facts: list("要点"),
            start: Some(day),
            end: None,
            updates: (0..count).map(update).collect(),
        });
    }
    let mut moved = Block::default();
    moved.append(&block, 0..counts.len());
    for (row, count) in counts.into_iter().enumerate() {
        let project = moved.get(row);
        assert_eq!(project, block.get(row));
        for (texts, name) in
            [(project.places, "地点"), (project.partners, "合作方"), (project.facts, "要点")]
        {
            let said: Vec<String> =
                texts.iter().map(|text| text.exactly(crate::lang::Lang::Zh).to_owned()).collect();
            assert_eq!(said, (0..count).map(|nth| format!("{name}{nth}")).collect::<Vec<_>>());
        }
        let course = project.progress_record();
        assert_eq!((course.start, course.end, course.updates.len()), (Some(day), None, count));
        let notes = course
            .updates
            .iter()
            .map(|update| update.note.exactly(crate::lang::Lang::Zh).to_owned());
        assert!(notes.eq((0..count).map(|nth| nth.to_string())));
        let reported: Vec<usize> =
            course.beside(project.targets).map(|(_, updates)| updates.len()).collect();
        assert_eq!(
            reported,
            (0..count).map(|nth| if nth == 1 { count } else { 0 }).collect::<Vec<_>>()
        );
    }
}
