"""What a manifest says -> what the LMS frame is told: items, run-time data, sequencing."""

from pathlib import Path
from typing import Any

import pytest

from janeschool_scorm.preview.play.playable import playable
from janeschool_scorm.problems import OutsideError
from tests.preview.play import packages
from tests.preview.play.packages import au, item, resource

RULES = """
<imsss:sequencing IDRef="shared">
  <imsss:controlMode choice="false" flow="true"/>
  <imsss:sequencingRules>
    <imsss:preConditionRule>
      <imsss:ruleConditions conditionCombination="any">
        <imsss:ruleCondition condition="satisfied" operator="not" referencedObjective="g"/>
        <imsss:ruleCondition condition="objectiveMeasureLessThan" measureThreshold="0.5"/>
      </imsss:ruleConditions>
      <imsss:ruleAction action="disabled"/>
    </imsss:preConditionRule>
    <imsss:postConditionRule>
      <imsss:ruleConditions><imsss:ruleCondition condition="always"/></imsss:ruleConditions>
      <imsss:ruleAction action="exitAll"/>
    </imsss:postConditionRule>
  </imsss:sequencingRules>
  <imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="PT30M"/>
  <imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0.25">
    <imsss:rollupRule childActivitySet="atLeastCount" minimumCount="2">
      <imsss:rollupConditions>
        <imsss:rollupCondition condition="completed"/>
      </imsss:rollupConditions>
      <imsss:rollupAction action="completed"/>
    </imsss:rollupRule>
  </imsss:rollupRules>
  <imsss:objectives>
    <imsss:primaryObjective objectiveID=" p " satisfiedByMeasure="true">
      <imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>
      <imsss:mapInfo targetObjectiveID="g" writeSatisfiedStatus="true"/>
    </imsss:primaryObjective>
    <imsss:objective objectiveID="other"/>
  </imsss:objectives>
  <adlseq:objectives>
    <adlseq:objective objectiveID="p">
      <adlseq:mapInfo targetObjectiveID="g" writeRawScore="true"/>
    </adlseq:objective>
  </adlseq:objectives>
</imsss:sequencing>
"""
SHARED = """
<imsss:sequencingCollection><imsss:sequencing ID="shared">
  <imsss:controlMode choice="true" forwardOnly="true"/>
  <imsss:deliveryControls tracked="true" completionSetByContent="true"/>
  <adlseq:constrainedChoiceConsiderations preventActivation="true"/>
</imsss:sequencing></imsss:sequencingCollection>
"""


def facts_of(path: Path) -> dict[str, Any]:
    found = playable(path, path.parent)
    found.package.close()
    return found.facts


def two_scos(tmp_path: Path, inside: str = "") -> dict[str, Any]:
    manifest = packages.manifest_2004(
        item("one", inside) + item("two", attributes='isvisible="false"'),
        resource("one") + resource("two"),
        after=SHARED,
    )
    files = {name: packages.page() for name in ("one.html", "two.html")}
    path = packages.write(tmp_path / "p.zip", {"imsmanifest.xml": manifest, **files})
    return facts_of(path)


def test_items_stand_in_order_with_depth_and_address(tmp_path: Path) -> None:
    inner = item("one", attributes='parameters="?a=1"')
    folder = f'<item identifier="folder"><title>Folder</title>{inner}</item>'
    manifest = packages.manifest_12(folder, resource("one", spelling="scormtype"))
    files = {"imsmanifest.xml": manifest, "one.html": packages.page()}
    facts = facts_of(packages.write(tmp_path / "p.zip", files))
    assert facts["standard"] == "scorm12"
    rows = [(x["id"], x["depth"], x["launchable"], x["href"]) for x in facts["items"]]
    assert rows == [("folder", 0, False, ""), ("one", 1, True, "one.html?a=1")]
    assert facts["sequencing"] is None


def test_what_scorm_12_says_of_an_item_is_told(tmp_path: Path) -> None:
    told = (
        '<adlcp:prerequisites type="aicc_script">zero</adlcp:prerequisites>'
        "<adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>"
        "<adlcp:timelimitaction>exit,message</adlcp:timelimitaction>"
        "<adlcp:datafromlms>start=3</adlcp:datafromlms>"
        "<adlcp:masteryscore>80</adlcp:masteryscore>"
    )
    manifest = packages.manifest_12(
        item("one", told), resource("one", spelling="scormtype")
    )
    files = {"imsmanifest.xml": manifest, "one.html": packages.page()}
    (found,) = facts_of(packages.write(tmp_path / "p.zip", files))["items"]
    assert found["prerequisites"] == "zero"
    assert found["mastery"] == "80"
    assert found["maxTime"] == "00:30:00"
    assert found["timeLimit"] == "exit,message"
    assert found["data"] == "start=3"


def test_sequencing_becomes_the_settings_of_the_run_time(tmp_path: Path) -> None:
    tree = two_scos(tmp_path, RULES)["sequencing"]["activityTree"]
    assert tree["id"] == "org"
    one, two = tree["children"]
    assert two == {"id": "two", "title": "Two", "isVisible": False}
    assert one["sequencingControls"] == {
        "choice": False,
        "flow": True,
        "preventActivation": True,
        "rollupObjectiveSatisfied": False,
        "objectiveMeasureWeight": 0.25,
    }
    assert one["deliveryControls"] == {"tracked": True, "completionSetByContent": True}
    assert one["attemptLimit"] == 2
    assert one["attemptAbsoluteDurationLimit"] == "PT30M"
    assert one["rollupRules"]["rules"] == [
        {
            "action": "completed",
            "consideration": "atLeastCount",
            "conditionCombination": "any",
            "conditions": [{"condition": "completed"}],
            "minimumCount": 2,
        }
    ]
    (before,) = one["sequencingRules"]["preConditionRules"]
    assert before == {
        "action": "disabled",
        "conditionCombination": "any",
        "conditions": [
            {"condition": "satisfied", "operator": "not", "referencedObjective": "g"},
            {
                "condition": "objectiveMeasureLessThan",
                "parameters": {"threshold": 0.5},
            },
        ],
    }
    (after,) = one["sequencingRules"]["postConditionRules"]
    assert (after["action"], after["conditionCombination"]) == ("exitAll", "all")
    assert one["primaryObjective"] == {
        "objectiveID": "p",
        "satisfiedByMeasure": True,
        "isPrimary": True,
        "minNormalizedMeasure": 0.8,
        "mapInfo": [
            {
                "targetObjectiveID": "g",
                "writeSatisfiedStatus": True,
                "writeRawScore": True,
            }
        ],
    }
    assert one["objectives"] == [{"objectiveID": "other"}]


def test_thresholds_and_objectives_reach_the_run_time_data(tmp_path: Path) -> None:
    threshold = '<adlcp:completionThreshold minProgressMeasure="0.9"/>'
    facts = two_scos(tmp_path, RULES + threshold)
    one = facts["items"][0]
    assert one["passing"] == "0.8"
    assert one["threshold"] == "0.9"
    assert one["maxTime"] == "PT30M"
    assert one["objectives"] == ["p", "other"]
    tree = facts["sequencing"]["activityTree"]["children"][0]
    assert tree["completionThreshold"] == {"minProgressMeasure": 0.9}


def test_one_item_alone_needs_no_sequencing(tmp_path: Path) -> None:
    manifest = packages.manifest_2004(item("one", RULES), resource("one"), after=SHARED)
    files = {"imsmanifest.xml": manifest, "one.html": packages.page()}
    facts = facts_of(packages.write(tmp_path / "p.zip", files))
    assert facts["sequencing"] is None
    assert facts["items"][0]["passing"] == "0.8"


def test_nonsense_in_sequencing_is_left_out(tmp_path: Path) -> None:
    odd = (
        '<imsss:sequencing><imsss:controlMode choice="maybe" flow=" 1 "/>'
        '<imsss:limitConditions attemptLimit="many"/>'
        '<imsss:randomizationControls selectCount="1e999" reorderChildren="true"/>'
        "<imsss:sequencingRules><imsss:preConditionRule/></imsss:sequencingRules>"
        "</imsss:sequencing>"
    )
    one = two_scos(tmp_path, odd)["sequencing"]["activityTree"]["children"][0]
    assert one["sequencingControls"]["flow"] is True
    assert "choice" not in one["sequencingControls"]
    assert "selectCount" not in one["sequencingControls"]
    assert "attemptLimit" not in one
    assert one["sequencingRules"]["preConditionRules"] == [
        {"action": "", "conditionCombination": "all", "conditions": []}
    ]


def test_units_of_cmi5_are_told_with_their_defaults(tmp_path: Path) -> None:
    more = (
        "<launchParameters>a=1</launchParameters><entitlementKey>key</entitlementKey>"
    )
    structure = au(
        "one",
        'moveOn="CompletedOrPassed" masteryScore="0.75" launchMethod="OwnWindow"',
        more,
    ) + au("two", 'masteryScore="7" moveOn="Whenever"')
    facts = facts_of(packages.cmi5(tmp_path / "p.zip", structure))
    assert facts["course"] == "https://example.org/course"
    one, two = facts["items"]
    assert (one["moveOn"], one["masteryScore"]) == ("CompletedOrPassed", 0.75)
    assert one["launchParameters"] == "a=1"
    assert one["entitlementKey"] == {"courseStructure": "key"}
    assert (two["moveOn"], two["masteryScore"]) == ("NotApplicable", None)


def test_what_cannot_be_played_is_said_in_a_sentence(tmp_path: Path) -> None:
    empty = packages.write(tmp_path / "empty.zip", {"index.html": packages.page()})
    with pytest.raises(OutsideError, match=r"empty\.zip: .*imsmanifest\.xml"):
        playable(empty, tmp_path)
    aicc = {"a.crs": "[Course]\nCourse_ID=1", "a.au": "x", "a.des": "x", "a.cst": "x"}
    with pytest.raises(OutsideError, match="AICC"):
        playable(packages.write(tmp_path / "aicc.zip", aicc), tmp_path)
    bare = packages.manifest_12('<item identifier="x"><title>X</title></item>', "")
    with pytest.raises(OutsideError, match="names nothing that a learner could open"):
        playable(
            packages.write(tmp_path / "bare.zip", {"imsmanifest.xml": bare}), tmp_path
        )
    text = tmp_path / "text.zip"
    text.write_text("no zip at all")
    with pytest.raises(OutsideError, match=r"text\.zip"):
        playable(text, tmp_path)
    with pytest.raises(OutsideError, match=r"gone\.zip"):
        playable(tmp_path / "gone.zip", tmp_path)


def test_an_item_elsewhere_on_the_web_is_not_opened(tmp_path: Path) -> None:
    manifest = packages.manifest_12(
        item("one") + item("two"),
        resource("one", spelling="scormtype")
        + '<resource identifier="r-two" type="webcontent" adlcp:scormtype="sco" '
        'href="https://example.org/x.html"/>',
    )
    files = {"imsmanifest.xml": manifest, "one.html": packages.page()}
    one, two = facts_of(packages.write(tmp_path / "p.zip", files))["items"]
    assert (one["launchable"], two["launchable"], two["remote"]) == (True, False, True)
