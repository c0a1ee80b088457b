//! Atomic writes on a real file system.

use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;

/// Returns the names of the files in `folder`, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Stages the next version of the file at `path`.
fn stage(path: &Path, bytes: &[u8]) -> StagedFile {
    StagedFile::write(path, bytes, Some(FileVersion::current(path).unwrap()), &[]).unwrap()
}

#[test]
fn a_file_is_replaced_only_on_request_and_never_an_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("新.ron");
    assert_eq!(save(&path, b"1", false, &[]), Ok(()));
    assert_eq!(save(&path, b"2", false, &[]), Err(SaveError::Exists));
    assert_eq!(save(&path, b"2", true, &[&folder.path().join("./新.ron")]), Err(SaveError::Input));
    assert_eq!(fs::read(&path).unwrap(), b"1");
    let link = folder.path().join("link");
    symlink(&path, &link).unwrap();
    assert_eq!(save(&link, b"2", true, &[&path]), Err(SaveError::Input));
    assert_eq!(save(&link, b"3", true, &[]), Ok(()));
    assert_eq!(fs::read(&path).unwrap(), b"3", "the link stays one");
    assert_eq!(names(folder.path()), ["link", "新.ron"]);
}

#[test]
fn a_file_written_meanwhile_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let nothing = FileVersion::current(&path).unwrap();
    fs::write(&path, "theirs").unwrap();
    assert_eq!(save_if_unchanged(&path, b"ours", Some(nothing), &[]), Err(SaveError::Changed));
    let before = FileVersion::current(&path).unwrap();
    fs::write(&path, "their second").unwrap();
    assert_eq!(save_if_unchanged(&path, b"ours", Some(before), &[]), Err(SaveError::Changed));
    assert_eq!(fs::read(&path).unwrap(), b"their second");
    assert_eq!(names(folder.path()), ["a.ron"]);
    assert_eq!(
        save_if_unchanged(&path, b"ours", Some(FileVersion::current(&path).unwrap()), &[]),
        Ok(())
    );
    assert_eq!(fs::read(&path).unwrap(), b"ours");
    // Where no file may be replaced, the rename itself replaces none.
    let new = folder.path().join("b.ron");
    let staged = StagedFile::write(&new, b"ours", None, &[]).unwrap();
    fs::write(&new, "theirs").unwrap();
    assert_eq!(staged.rename_into_place(), Err(SaveError::Exists));
    assert_eq!(fs::read(&new).unwrap(), b"theirs");
    assert_eq!(names(folder.path()), ["a.ron", "b.ron"]);
}

#[test]
fn a_failed_write_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(save(folder.path(), b"1", true, &[]), Err(SaveError::NotAFile));
    let in_no_folder = save(&folder.path().join("no/such.ron"), b"1", false, &[]);
    assert!(matches!(in_no_folder, Err(SaveError::Failed(_))));
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn the_mode_of_the_old_file_stays_and_its_draft_has_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    for bits in [0o640, 0o600, 0o644, 0o444, 0o664, 0o604, 0o1640] {
        let _ = fs::remove_file(&path);
        fs::write(&path, "1").unwrap();
        chmod(&path, bits);
        let staged = stage(&path, b"2");
        assert_eq!((mode(staged.draft.path()), staged.private_mode()), (bits, None));
        staged.rename_into_place().unwrap();
        assert_eq!((mode(&path), fs::read(&path).unwrap()), (bits, b"2".to_vec()));
    }
    assert_eq!(names(folder.path()), ["a.ron"]);
}

#[test]
fn two_writers_of_one_file_have_a_draft_each_and_the_later_one_fails() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    fs::write(&path, "old").unwrap();
    let (first, second) = (stage(&path, b"first"), stage(&path, b"the second"));
    assert_eq!(names(folder.path()).len(), 3, "neither has removed the other's as a leftover");
    assert_eq!(second.rename_into_place(), Ok(()));
    assert_eq!(first.rename_into_place(), Err(SaveError::Changed));
    assert_eq!(names(folder.path()), ["a.ron"]);
    assert_eq!(fs::read(&path).unwrap(), b"the second");
}

#[test]
fn rights_that_have_changed_meanwhile_are_not_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    fs::write(&path, "old").unwrap();
    let staged = stage(&path, b"new");
    chmod(&path, 0o600);
    assert_eq!(staged.rename_into_place(), Err(SaveError::Changed));
    assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o600, b"old".to_vec()));
}

#[test]
fn a_link_stays_one_also_where_it_leads_nowhere_yet() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    let [link, other] = ["a.ron", "b.ron"].map(|name| folder.path().join(name));
    symlink("b.ron", &link).unwrap();
    symlink("data/2026.ron", &other).unwrap();
    assert_eq!(save(&link, b"1", false, &[]), Ok(()));
    assert_eq!(fs::read(folder.path().join("data/2026.ron")).unwrap(), b"1");
    assert_eq!(save(&link, b"2", false, &[]), Err(SaveError::Exists));
    fs::remove_file(&other).unwrap();
    symlink("a.ron", &other).unwrap();
    assert!(matches!(save(&link, b"2", true, &[]), Err(SaveError::Failed(_))), "a circle");
    assert_eq!(names(folder.path()), ["a.ron", "b.ron", "data"]);
}

#[test]
fn the_last_good_version_has_the_rights_of_the_file_and_its_leftovers_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    fs::write(&path, "good").unwrap();
    chmod(&path, 0o640);
    let last_good = last_good_path(&path);
    fs::hard_link(&path, last_good_path(&last_good)).unwrap();
    let _ = keep_last_good(&path).unwrap();
    assert_eq!(names(folder.path()), ["a.ron", "a.ron.last-good"]);
    assert_eq!(mode(&last_good), 0o640);
    // A file of the user's stays.
    fs::write(last_good_path(&last_good), "a file of the user").unwrap();
    save(&path, b"better", true, &[]).unwrap();
    let _ = keep_last_good(&path).unwrap();
    let _ = keep_last_good(&path).unwrap();
    assert_eq!(names(folder.path()), ["a.ron", "a.ron.last-good", "a.ron.last-good.last-good"]);
    assert_eq!(fs::read(&last_good).unwrap(), b"better");
    // If the file cannot have two names, as across file systems, the copy is for the same readers.
    save(&path, b"best", true, &[]).unwrap();
    chmod(&path, 0o604);
    stage_copy(&path, &last_good).unwrap().rename_into_place().unwrap();
    assert_eq!((mode(&last_good), fs::read(&last_good).unwrap()), (0o604, b"best".to_vec()));
}

#[test]
fn the_last_good_version_before_comes_back_where_the_file_cannot_be_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let last_good = last_good_path(&path);
    fs::write(&path, "current").unwrap();
    keep_last_good(&path).unwrap().restore().unwrap();
    assert_eq!(names(folder.path()), ["a.ron"], "there was none before");
    fs::write(&last_good, "before").unwrap();
    chmod(&last_good, 0o604);
    let before = keep_last_good(&path).unwrap();
    assert_eq!(fs::read(&last_good).unwrap(), b"current");
    before.restore().unwrap();
    assert_eq!((fs::read(&last_good).unwrap(), mode(&last_good)), (b"before".to_vec(), 0o604));
    // Where the file system has no hard links, from a copy.
    let version = Version::Copied(stage_copy(&last_good, &last_good).unwrap());
    link(&path, &last_good, last_good.file_name().unwrap()).unwrap();
    LastGoodBefore { last_good: last_good.clone(), version }.restore().unwrap();
    assert_eq!((fs::read(&last_good).unwrap(), mode(&last_good)), (b"before".to_vec(), 0o604));
    assert_eq!(names(folder.path()), ["a.ron", "a.ron.last-good"]);
}
