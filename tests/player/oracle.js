/*
 * A second opinion on what a learner has earned, written apart from the player: it keeps a
 * plain record of what was done, and judges it by the agency's rules in the simplest way.
 */
"use strict";

/** America/Phoenix has no summer time: its day begins at seven o'clock UTC. */
const ZONE = "America/Phoenix";

function dayIn(ms) {
  return Math.floor((ms - 7 * 3600000) / 86400000);
}

class Oracle {
  constructor(course) {
    this.course = course;
    this.lessons = [].concat(...course.modules.map((module) => module.lessons));
    this.seconds = {};
    this.opened = new Set();
    this.finished = new Set();
    this.items = new Set();
    this.tries = {};
    this.check = { open: false, used: 0, scores: [] };
    this.day = { number: null, seconds: 0 };
    this.work = { minute: 0, seconds: 0 };
    this.done = false;
  }

  passed() {
    return this.check.scores.some((score) => score >= this.course.rules.pass_mark);
  }

  reachable(lesson) {
    if (this.course.rules.order === "free" || this.finished.has(lesson)) return true;
    return this.lessons.filter((each) => !this.finished.has(each))[0] === lesson;
  }

  entered(lesson) {
    return this.opened.has(lesson) && this.reachable(lesson);
  }

  today(ms) {
    return this.day.number === dayIn(ms) ? this.day.seconds : 0;
  }

  stretch(ms) {
    const minute = Math.floor(ms / 60000);
    const away = minute - this.work.minute;
    return away >= -1 && away <= this.course.rules.break_minutes ? this.work.seconds : 0;
  }

  held(ms) {
    const rules = this.course.rules;
    const capped = rules.daily_minutes > 0 && this.today(ms) >= rules.daily_minutes * 60;
    const resting = rules.break_after_minutes > 0
      && this.stretch(ms) >= rules.break_after_minutes * 60;
    return capped || resting;
  }

  open(lesson, ms) {
    const known = this.opened.has(lesson) || this.done;
    if (!this.reachable(lesson) || (this.held(ms) && !known)) return;
    this.opened.add(lesson);
  }

  /** Second by second: each counts unless a hold begins before it. */
  read(lesson, seconds, ms) {
    if (!this.opened.has(lesson)) return;
    for (let second = 0; second < Math.floor(seconds) && !this.held(ms); second += 1) {
      const today = this.today(ms);
      const stretch = this.stretch(ms);
      this.seconds[lesson.id] = (this.seconds[lesson.id] || 0) + 1;
      this.day = { number: dayIn(ms), seconds: today + 1 };
      this.work = { minute: Math.floor(ms / 60000), seconds: stretch + 1 };
    }
  }

  answer(lesson, item, right) {
    if (!item.key || !this.entered(lesson) || this.items.has(item.id)) return;
    this.tries[item.id] = (this.tries[item.id] || 0) + 1;
    if (right || this.tries[item.id] >= this.course.rules.question_attempts) this.items.add(item.id);
  }

  act(lesson, item, how) {
    if (item.key || item.kind === "draw" || !this.entered(lesson)) return;
    if (how === "skip" && item.kind !== "likert" && item.kind !== "survey") return;
    this.items.add(item.id);
  }

  begin() {
    const lesson = this.lessons.find((each) => each.items.some((item) => item.kind === "draw"));
    if (!lesson || this.check.open || this.passed() || !this.entered(lesson)) return;
    if (this.check.used < this.course.rules.check_attempts) this.check.open = true;
  }

  submit(score) {
    if (!this.check.open) return;
    this.check.open = false;
    this.check.used += 1;
    this.check.scores.push(score);
    if (this.passed()) this.items.add(this.course.check.id);
  }

  had(lessons) {
    return lessons.reduce((sum, lesson) => sum + (this.seconds[lesson.id] || 0), 0);
  }

  finish(lesson) {
    const module = this.course.modules.find((each) => each.lessons.includes(lesson));
    const others = module.lessons.filter((each) => each !== lesson);
    const last = others.every((each) => this.finished.has(each));
    const earned = this.entered(lesson) && lesson.items.every((item) => this.items.has(item.id))
      && this.had([lesson]) >= lesson.asks && (!last || this.had(module.lessons) >= module.asks);
    if (earned) this.finished.add(lesson);
  }

  /** Everything that the rules ask for. Once reached, it holds. */
  complete() {
    this.done = this.done || (
      this.lessons.every((each) => this.finished.has(each) && this.had([each]) >= each.asks)
      && this.course.modules.every((module) => this.had(module.lessons) >= module.asks)
      && this.had(this.lessons) >= this.course.asks && (!this.course.check || this.passed())
    );
    return this.done;
  }
}

module.exports = { Oracle, ZONE };
