"""What some 550 restores on Moodle 4.5.6 taught, as one table of rules."""

from collections.abc import Callable, Iterator

from tests.packagers.moodle import course_rules, file_rules
from tests.packagers.moodle.backups import Backup

#: A backup -> what a restore would refuse, lose or change.
Rule = Callable[[Backup], Iterator[str]]

RULES: tuple[Rule, ...] = (
    file_rules.the_head_says_that_it_is_a_backup,
    file_rules.every_file_is_well_formed,
    file_rules.every_needed_file_is_there,
    file_rules.no_setting_asks_for_more_files,
    file_rules.every_record_has_its_content,
    file_rules.file_numbers_are_unique,
    file_rules.file_paths_are_plain,
    file_rules.every_record_reaches_its_activity,
    file_rules.the_package_is_the_one_that_the_activity_names,
    file_rules.what_is_in_the_package_stands_beside_it,
    file_rules.nobody_is_in_it,
    course_rules.the_versions_are_ones_that_a_restore_takes,
    course_rules.every_module_has_a_version,
    course_rules.the_course_is_named_without_tags,
    course_rules.every_number_is_a_number,
    course_rules.numbers_are_unique_of_their_kind,
    course_rules.the_list_and_the_files_agree,
    course_rules.every_activity_stands_in_a_listed_section,
    course_rules.section_places_have_no_gap,
    course_rules.the_launched_sco_can_be_opened_and_is_tracked,
    course_rules.availability_is_a_whole_tree,
    course_rules.conditions_name_activities_of_the_backup,
    course_rules.dates_are_whole_seconds_in_a_known_direction,
    course_rules.every_field_is_there,
    course_rules.every_activity_has_its_grade_item,
    course_rules.completion_is_on,
)
