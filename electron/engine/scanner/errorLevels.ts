// Levels of loggers that mean an error, in the words and numbers that they write. A level counts as a whole: `no_error` and
// `errorless` are none. What a number means depends on the member it stands in.

import type { FieldPath } from "./fields.ts";

/** A member that holds a level, with the numbers that mean an error there; both ends belong to a range. */
export interface LevelMember {
  readonly path: FieldPath;
  readonly numbers: readonly (readonly [from: number, to: number])[];
}

/** Exit codes that are no success; -1, of what could not start or was stopped, has a status that says so. */
export const failedExits = [[1, 2 ** 31]] as const;

/** In lower case, of at most 16 letters; any case counts. */
export const errorLevels: readonly string[] = [
  ...["error", "fatal", "err", "e", "f"], // most loggers; Android's logcat and glog write letters
  ...["emerg", "emergency", "alert", "crit", "critical"], // syslog (RFC 5424), winston, Monolog, Python, Google Cloud
  ...["panic", "dpanic", "severe", "assert"], // zap and zerolog; java.util.logging; Android
  "eror", // log15, and go-ethereum before its 1.14: levels of four letters
  ...["failed", "declined"], // Codex's items
  "invalid", // the tool that opencode puts in the place of one that is not there
];

/** Pino and Bunyan: 50 error, 60 fatal, with room for levels of one's own. Monolog: 400 error to 600 emergency. */
const ofLoggers = [
  [50, 99],
  [400, 600],
] as const;
/** Syslog (RFC 5424): 0 emergency to 3 error. */
const ofSyslog = [[0, 3]] as const;
/** Google Cloud's LogSeverity: 500 error to 800 emergency. A severity of one digit is syslog's. */
const ofSeverity = [...ofSyslog, [500, 800]] as const;
/** OpenTelemetry's SeverityNumber: 17 to 20 error, 21 to 24 fatal. */
const ofOpenTelemetry = [[17, 24]] as const;
/** Python's logging: 40 error, 50 critical. */
const ofPython = [[40, 59]] as const;
/** Logback: 40000 error. */
const ofLogback = [[40_000, 49_999]] as const;

/** Members that hold levels, by their usual names; a dot stands for a step down, or is part of the key. */
export const levelNames: ReadonlyMap<string, LevelMember["numbers"]> = new Map<string, LevelMember["numbers"]>([
  ...["level", "lvl", "Level", "log_level", "logLevel", "loglevel", "LogLevel"].map(
    (name) => [name, ofLoggers] as const,
  ),
  ...["severity", "Severity"].map((name) => [name, ofSeverity] as const),
  ...["log.level", "levelname", "level_name", "severityText", "severity_text", "SeverityText", "@l"].map(
    (name) => [name, []] as const,
  ),
  ...["severityNumber", "severity_number", "SeverityNumber"].map((name) => [name, ofOpenTelemetry] as const),
  ...["PRIORITY", "syslogseverity", "syslog_severity", "syslogpriority"].map((name) => [name, ofSyslog] as const),
  ["levelno", ofPython],
  ["level_value", ofLogback],
]);
