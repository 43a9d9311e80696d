"""Each rule's faulty backup, as data: what to alter in a good one."""

from dataclasses import dataclass

from tests.packagers.moodle import course_rules, file_rules
from tests.packagers.moodle.backups import Backup
from tests.packagers.moodle.rules import Rule

COURSE = "activities/scorm_1"
CHECK_IN = "activities/scorm_7"
TOP = "moodle_backup.xml"
_NULL = "$@NULL@$"

#: One element of each kind of file, as we write it.
FIELDS = (
    (f"{COURSE}/scorm.xml", "<timeopen>0</timeopen>"),
    (f"{COURSE}/module.xml", "<completionexpected>0</completionexpected>"),
    (f"{COURSE}/grades.xml", "<sortorder>1</sortorder>"),
    ("sections/section_101/section.xml", "<visible>1</visible>"),
    ("course/course.xml", "<startdate>1767225600</startdate>"),
    ("files.xml", f"<userid>{_NULL}</userid>"),
    (TOP, "<backup_date>1767225600</backup_date>"),
)


@dataclass(frozen=True, slots=True)
class Break:
    """In `file`, `old` becomes `new`; without `old` the file goes."""

    rule: Rule
    name: str
    file: str
    old: str = ""
    new: str = ""


def broken(backup: Backup, case: Break) -> Backup:
    """The backup, altered. The case must find what it alters."""
    altered = dict(backup)
    body = altered.pop(case.file)
    if case.old:
        assert case.old.encode() in body, f"{case.file} has no {case.old!r}"
        altered[case.file] = body.replace(case.old.encode(), case.new.encode(), 1)
    return altered


BREAKS = (
    Break(
        file_rules.the_head_says_that_it_is_a_backup,
        "single-quotes",
        TOP,
        '"1.0"',
        "'1.0'",
    ),
    Break(
        file_rules.the_head_says_that_it_is_a_backup,
        "long-comment",
        TOP,
        "<moodle_backup>",
        f"<!--{'x' * 200}--><moodle_backup>",
    ),
    Break(
        file_rules.the_head_says_that_it_is_a_backup,
        "attribute",
        TOP,
        "<moodle_backup>",
        '<moodle_backup a="b">',
    ),
    Break(
        file_rules.every_file_is_well_formed,
        "unclosed",
        f"{COURSE}/scorm.xml",
        "</activity>",
        "",
    ),
    Break(
        file_rules.every_file_is_well_formed,
        "control-character",
        "course/course.xml",
        "<theme>",
        "<theme>\a",
    ),
    *(
        Break(file_rules.every_needed_file_is_there, f"no-{name}", name)
        for name in (*file_rules.ROOT_FILES[1:], *file_rules.COURSE_FILES)
    ),
    *(
        Break(file_rules.every_needed_file_is_there, f"no-{name}", f"{COURSE}/{name}")
        for name in file_rules.ACTIVITY_FILES
    ),
    Break(
        file_rules.every_needed_file_is_there,
        "no-section.xml",
        "sections/section_101/section.xml",
    ),
    Break(
        file_rules.no_setting_asks_for_more_files,
        "filters",
        TOP,
        "<name>users</name>",
        "<name>filters</name>",
    ),
    Break(
        file_rules.no_setting_asks_for_more_files,
        "with-users",
        TOP,
        "<value>0<",
        "<value>1<",
    ),
    Break(
        file_rules.every_record_has_its_content,
        "hash",
        "files.xml",
        "<contenthash>",
        "<contenthash>0",
    ),
    Break(
        file_rules.every_record_has_its_content,
        "size",
        "files.xml",
        "<filesize>",
        "<filesize>9",
    ),
    Break(file_rules.file_numbers_are_unique, "twice", "files.xml", 'id="2"', 'id="1"'),
    Break(
        file_rules.file_paths_are_plain,
        "above",
        "files.xml",
        "<filepath>/</",
        "<filepath>/../</",
    ),
    Break(
        file_rules.every_record_reaches_its_activity,
        "context",
        "files.xml",
        "<contextid>",
        "<contextid>9",
    ),
    Break(
        file_rules.every_record_reaches_its_activity,
        "inforef",
        f"{COURSE}/inforef.xml",
        "<id>1</id>",
        "<id>999</id>",
    ),
    Break(
        file_rules.the_package_is_the_one_that_the_activity_names,
        "reference",
        f"{COURSE}/scorm.xml",
        "<reference>",
        "<reference>old-",
    ),
    Break(
        file_rules.the_package_is_the_one_that_the_activity_names,
        "sha1hash",
        f"{COURSE}/scorm.xml",
        "<sha1hash>",
        "<sha1hash>0",
    ),
    Break(
        file_rules.what_is_in_the_package_stands_beside_it,
        "no-content",
        "files.xml",
        "<filename>imsmanifest.xml</filename>",
        "<filename>manifest.xml</filename>",
    ),
    Break(
        file_rules.what_is_in_the_package_stands_beside_it,
        "no-scoes",
        f"{COURSE}/scorm.xml",
        "<launch>index.html</launch>",
        "<launch></launch>",
    ),
    Break(
        file_rules.what_is_in_the_package_stands_beside_it,
        "parsed-again",
        f"{COURSE}/scorm.xml",
        "<updatefreq>0",
        "<updatefreq>3",
    ),
    Break(
        course_rules.the_versions_are_ones_that_a_restore_takes,
        "too-old",
        TOP,
        "<backup_version>2022",
        "<backup_version>2009",
    ),
    Break(
        course_rules.the_versions_are_ones_that_a_restore_takes,
        "newer-than-tried",
        TOP,
        "<moodle_version>2022",
        "<moodle_version>2030",
    ),
    Break(
        course_rules.the_versions_are_ones_that_a_restore_takes,
        "an-activity",
        TOP,
        "<type>course<",
        "<type>activity<",
    ),
    Break(
        course_rules.every_module_has_a_version,
        "none",
        f"{COURSE}/module.xml",
        ' version="2022112800"',
        "",
    ),
    Break(
        course_rules.the_course_is_named_without_tags,
        "tag",
        TOP,
        "<original_course_fullname>",
        "<original_course_fullname>&lt;b>",
    ),
    Break(
        course_rules.every_number_is_a_number,
        "text",
        TOP,
        "<moduleid>1<",
        "<moduleid>a1<",
    ),
    Break(
        course_rules.numbers_are_unique_of_their_kind,
        "module",
        TOP,
        "<moduleid>7<",
        "<moduleid>1<",
    ),
    Break(
        course_rules.numbers_are_unique_of_their_kind,
        "context",
        f"{CHECK_IN}/scorm.xml",
        'contextid="2007"',
        'contextid="1500"',
    ),
    Break(
        course_rules.the_list_and_the_files_agree,
        "module",
        f"{CHECK_IN}/module.xml",
        'id="7"',
        'id="8"',
    ),
    Break(
        course_rules.the_list_and_the_files_agree,
        "section",
        f"{CHECK_IN}/module.xml",
        "<sectionid>102<",
        "<sectionid>101<",
    ),
    Break(
        course_rules.every_activity_stands_in_a_listed_section,
        "unknown",
        TOP,
        "<sectionid>102<",
        "<sectionid>109<",
    ),
    Break(
        course_rules.section_places_have_no_gap,
        "gap",
        "sections/section_102/section.xml",
        "<number>2<",
        "<number>7<",
    ),
    Break(
        course_rules.the_launched_sco_can_be_opened_and_is_tracked,
        "unknown",
        f"{COURSE}/scorm.xml",
        "<launch>11<",
        "<launch>10<",
    ),
    Break(
        course_rules.the_launched_sco_can_be_opened_and_is_tracked,
        "asset",
        f"{COURSE}/scorm.xml",
        "<scormtype>sco<",
        "<scormtype>asset<",
    ),
    Break(
        course_rules.availability_is_a_whole_tree,
        "no-showc",
        f"{CHECK_IN}/module.xml",
        ',"showc":[true]',
        "",
    ),
    Break(
        course_rules.availability_is_a_whole_tree,
        "no-json",
        f"{CHECK_IN}/module.xml",
        '{"op"',
        '{"op',
    ),
    Break(
        course_rules.conditions_name_activities_of_the_backup,
        "unknown",
        f"{CHECK_IN}/module.xml",
        '"cm":1',
        '"cm":9',
    ),
    *(
        Break(
            course_rules.dates_are_whole_seconds_in_a_known_direction,
            name,
            f"{CHECK_IN}/module.xml",
            '{"type":"completion","cm":1,"e":1}',
            f'{{"type":"date","d":"{direction}","t":{time}}}',
        )
        for name, direction, time in (
            ("after", "&gt;", "1"),
            ("a-fraction", "&gt;=", "1.5"),
        )
    ),
    *(
        Break(
            course_rules.every_field_is_there,
            f"no-{text[1:].partition('>')[0]}",
            file,
            text,
        )
        for file, text in FIELDS
    ),
    Break(
        course_rules.every_activity_has_its_grade_item,
        "itemnumber",
        f"{COURSE}/grades.xml",
        "<itemnumber>0<",
        f"<itemnumber>{_NULL}<",
    ),
    Break(
        course_rules.completion_is_on,
        "course",
        "course/course.xml",
        "<enablecompletion>1",
        "<enablecompletion>0",
    ),
    Break(
        course_rules.completion_is_on,
        "hidden",
        "course/course.xml",
        "<visible>1",
        "<visible>0",
    ),
    Break(
        course_rules.completion_is_on,
        "activity",
        f"{COURSE}/module.xml",
        "<completion>2",
        "<completion>0",
    ),
    Break(
        file_rules.nobody_is_in_it,
        "owner",
        "files.xml",
        f"<userid>{_NULL}",
        "<userid>7",
    ),
    Break(
        file_rules.nobody_is_in_it,
        "roles",
        "course/roles.xml",
        "<roles/>",
        "<roles><role_assignments><assignment/></role_assignments></roles>",
    ),
)
