import type { components } from './schema'

type Schemas = components['schemas']

/** The API document leaves every field optional, while the server always writes all of them. */
type Complete<T> = T extends (infer E)[]
  ? Complete<E>[]
  : T extends object
    ? { [K in keyof T]-?: Complete<NonNullable<T[K]>> }
    : T

/** Says more about some fields than the API document does: which may be null, and which words they can hold. */
type Refined<S extends keyof Schemas, More extends Partial<Record<keyof Schemas[S], unknown>>> =
  Omit<Complete<Schemas[S]>, keyof More> & More

export type RecordType = 'expert' | 'problem' | 'project' | 'society' | 'enterprise' | 'team'
export type LibraryCode = 'experts' | 'problems' | 'projects' | 'societies' | 'enterprises' | 'teams'

export type Choice = Complete<Schemas['Choice']>
export type Hit = Refined<'Hit', { type: RecordType; status: Choice | null }>
export type FacetValue = Refined<'FacetCount', { parent: string | null }>
export type Facets = Readonly<Record<string, FacetValue[] | undefined>>
export type SearchResult = Refined<'SearchAnswer', { hits: Hit[]; facets: Facets; next: string | null }>
export type Suggestion = Refined<'Suggestion', { type: RecordType; id: string | null }>
export type LibrarySummary = Refined<'LibrarySummary', { code: LibraryCode; type: RecordType }>
export type Cell = Complete<Schemas['CellView']>
export type LibraryRecord = Refined<'RecordView', {
  type: RecordType
  library: LibraryCode
  publication: Publication
  owner: { id: string; name: string } | null
  /** May the reader change it? */
  mine: boolean
  /** Masked; null where there is none or the reader may not see it. */
  contact: Contact | null
  mayRevealContact: boolean
  /** Null where there is none or the reader may not see it. */
  confidential: string | null
}>
export type Part = Complete<Schemas['PartView']>
/** The one change that would bring a match to the top. */
export type Counterfactual = Complete<Schemas['CounterfactualView']>
/** Without a counterfactual it is the first, or no single change is enough. */
export type Match = Refined<'MatchView', { type: RecordType; parts: Part[]; counterfactual: Counterfactual | null }>

/** Somebody's word on a match. */
export type Verdict = 'ACCEPTED' | 'DECLINED'
export type Judgement = Refined<'JudgementView', { library: LibraryCode; verdict: Verdict }>

/** What was learnt at one time. */
export type ModelVersion = Refined<'Version', {
  /** Meaning of words, from the texts; or weights of the signals, from judgements. */
  kind: 'CORPUS' | 'WEIGHTS'
  /** Share of held-out pairs that it puts in the right order, in [0, 1]; null where nothing could be measured. */
  quality: number | null
  /** The same of the version that was in use then. */
  compared: number | null
}>
export type ImportError = Complete<Schemas['RowError']>
export type ImportJob = Refined<'ImportJob', {
  library: LibraryCode
  /** Null until the rows are counted. */
  total: number | null
  failure: Complete<Schemas['Failure']> | null
  startedAt: string | null
  finishedAt: string | null
  rerunOf: string | null
  rollback: ImportRollback | null
}>
/** How far the taking back of an import is. */
export type ImportRollback = Refined<'Rollback', { finishedAt: string | null }>
export type ReportKind = 'NEW' | 'CHANGED' | 'REJECTED' | 'KEPT'
export type ReportRow = Refined<'ReportRow', { recordId: string | null; fields: Complete<Schemas['FieldChange']>[]; outcome: 'REMOVED' | 'RESTORED' | 'KEPT' | null }>
export interface ReportPage {
  rows: ReportRow[]
  next: number | null
}
/** A mapping of a library to the table of another platform. */
export type ExportMapping = Refined<'MappingFile', { library: LibraryCode; savedAt: string | null }>

/** Who a record can be seen by: its owner, everybody, or nobody any more. */
export type Publication = 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN' | 'MERGED'

export interface Contact {
  person: string
  phone: string
  email: string
}

export type Role =
  | 'ANONYMOUS' | 'ENTERPRISE' | 'SOCIETY' | 'COUNTY' | 'CITY' | 'STAFF' | 'REVIEWER' | 'EXPERT' | 'AUDITOR' | 'ADMINISTRATOR'
export type OrganisationKind = 'ENTERPRISE' | 'SOCIETY' | 'COUNTY' | 'CITY' | 'PROVINCE' | 'EXPERT'

/** What a person may do: anything, only what is his own, only what lies in his region, or nothing. */
export type Decision = 'allow' | 'own' | 'region' | 'deny'

export type Action =
  | 'search.read' | 'record.read' | 'record.withdrawn.read' | 'record.export' | 'export.mapping.write' | 'match.read' | 'match.judge' | 'team.build' | 'team.write' | 'team.place' | 'model.manage' | 'import.run' | 'import.template' | 'source.manage'
  | 'programme.read' | 'programme.write' | 'programme.approve'
  | 'problem.write' | 'problem.draft.read' | 'problem.confidential.read'
  | 'problem.progress.read' | 'problem.manage' | 'problem.recommend' | 'problem.assess' | 'problem.dock' | 'problem.confirm'
  | 'claim.write' | 'claim.read'
  | 'application.read' | 'application.write' | 'application.manage' | 'application.pay' | 'objection.write' | 'review.read' | 'review.manage' | 'review.write' | 'evidence.read' | 'evidence.write'
  | 'insight.read'
  | 'contact.read' | 'contact.reveal' | 'consent.write' | 'person.export' | 'person.erase'
  | 'organisation.read' | 'organisation.create' | 'organisation.member.manage'
  | 'record-claim.create' | 'record-claim.read' | 'record-claim.decide'
  | 'exclusion.read' | 'sanction.write' | 'identity.decide' | 'work.manage' | 'rematch.manage' | 'subscription.manage'
  | 'account.manage' | 'token.manage' | 'audit.read' | 'audit.verify' | 'index.manage' | 'permission.read'

/** An organisation that a person can act for, and as what. */
export interface Membership {
  id: string
  role: Role
  roleLabel: string
  organisationId: string
  organisation: string
  organisationKind: OrganisationKind
  region: Choice | null
  /** The record of the libraries that stands for the organisation. */
  recordId: string | null
}

/** Who sits before the page; a visitor is one, too. */
export interface Session {
  signedIn: boolean
  accountId: string | null
  username: string | null
  displayName: string | null
  mustChangePassword: boolean
  /** His role needs a second factor and this sign-in had none: nothing else works until one is set up. */
  secondFactorRequired: boolean
  acting: Membership | null
  memberships: Membership[]
  permissions: Partial<Record<Action, Decision>>
}

export interface SignInMethods {
  password: boolean
  providers: { id: string; label: string; url: string }[]
}

export interface OwnSession {
  id: string
  beganAt: string
  /** To the minute. */
  lastSeenAt: string
  /** The network alone; blank where it is not known. */
  address: string
  /** Browser and system by their own names; blank where the browser told none. */
  device: string
  current: boolean
}

export interface SecondFactor {
  /** False for who signs in at an identity provider. */
  available: boolean
  since: string | null
  recoveryCodes: number
}

/** Shown once, until its first code is confirmed. */
export interface SecondFactorEnrolment {
  secret: string
  /** For a picture that an authenticator application reads. */
  address: string
}

export interface Token {
  id: string
  name: string
  scopes: string[]
  membership: Membership
  createdAt: string
  expiresAt: string
  lastUsedAt: string | null
}

export type NewToken = Token & { secret: string }

export interface PermissionTable {
  roles: { code: Role; label: string; english: string }[]
  actions: { code: Action; label: string; english: string; decisions: Partial<Record<Role, Decision>> }[]
}

export interface Organisation {
  id: string
  kind: OrganisationKind
  kindLabel: string
  name: string
  creditCode: string | null
  region: Choice | null
  recordId: string | null
}

export type OrganisationSummary = Organisation & { members: number }

export interface Member {
  membershipId: string
  accountId: string
  displayName: string
  username: string
  role: Role
  roleLabel: string
}

export interface OrganisationDetail extends Organisation {
  members: Member[]
  invitations: { id: string; role: Role; roleLabel: string; expiresAt: string }[]
}

export interface NewInvitation {
  id: string
  role: Role
  /** Path on this site; shown once. */
  url: string
  expiresAt: string
}

export interface Invitation {
  organisation: string
  role: Role
  roleLabel: string
  expiresAt: string
}

export type ClaimState = 'PENDING' | 'APPROVED' | 'REFUSED'

export interface RecordClaim {
  id: string
  organisationId: string
  organisation: string
  record: { id: string; library: LibraryCode; title: string }
  state: ClaimState
  /** Of the decision; blank as long as there is none. */
  reason: string
  createdAt: string
}

export interface Account {
  id: string
  username: string
  displayName: string
  state: 'ACTIVE' | 'DISABLED'
  locked: boolean
  mustChangePassword: boolean
  /** When a temporary password ends. */
  passwordExpiresAt: string | null
  secondFactor: boolean
  lastSignInAt: string | null
  memberships: Membership[]
}

/** A password to hand over by another way; shown once. */
export interface AccountWithPassword {
  account: Account
  temporaryPassword: string
  validHours: number
}

export interface AuditEntry {
  position: number
  at: string
  accountId: string | null
  actorName: string
  organisation: string | null
  /** A Role, or what was one when it was written. */
  role: string
  roleLabel: string
  address: string
  requestId: string
  action: string
  actionLabel: string
  subjectType: string
  subjectId: string
  before: unknown
  after: unknown
}

export interface AuditPage {
  entries: AuditEntry[]
  next: string | null
}

export interface AuditVerification {
  entries: number
  intact: boolean
  head: string
  firstBroken: { position: number; reason: string } | null
}

export interface Consent {
  given: boolean
  /** When the person agreed last; null if never. */
  at: string | null
  /** Who said so last; null if nothing was recorded. */
  source: 'PERSON' | 'STAFF' | null
  withdrawnAt: string | null
}

/** Where a problem stands on its way from draft to confirmation. */
export type ProblemState = NonNullable<Schemas['ProgressView']['state']>
export type ProblemEvent = NonNullable<Schemas['StepRequest']['event']>
export type ProblemNeed =
  | 'COMPLETE' | 'REASON' | 'ASSESSMENT' | 'MODE' | 'CLAIM' | 'AGREEMENT' | 'SOLUTION' | 'SATISFACTION' | 'WINDOW_OVER' | 'NO_CLAIM'
/** What a step brings besides its event and the version. */
export type StepBrings = Omit<Schemas['StepRequest'], 'event' | 'version'>
export type PossibleStep = Refined<'PossibleStep', { event: ProblemEvent; to: ProblemState; needs: ProblemNeed[] }>
export type PastStep = Refined<'PastStep', {
  event: ProblemEvent
  to: ProblemState
  /** These are null for who has no part in the problem; the organisation is blank for the platform itself. */
  organisation: string | null
  note: string | null
  detail: { [K in keyof Schemas['StepDetail']]: Complete<NonNullable<Schemas['StepDetail'][K]>> | null } | null
}>
export type Progress = Refined<'ProgressView', {
  state: ProblemState
  mode: 'OPEN' | 'TARGETED' | 'JOINT' | null
  modeLabel: string | null
  claimUntil: string | null
  steps: PossibleStep[]
  history: PastStep[]
}>
export type ProblemClaimState = NonNullable<Schemas['ProblemClaim']['state']>
export type ProblemClaimEvent = 'SUBMIT' | 'WITHDRAW' | 'RESUME'
export type ProblemClaim = Refined<'ProblemClaim', {
  state: ProblemClaimState
  steps: ProblemClaimEvent[]
  teamId: string | null
  team: string | null
  /** In 万元; null where it is to be negotiated. */
  price: number | null
  months: number | null
  submittedAt: string | null
}>
/** A claim as it is written. */
export interface ClaimDraft {
  approach: string
  foundation: string
  schedule: string
  price: number | null
  months: number | null
  teamId: string | null
}
/** An evidence file, and the files of one subject. */
export type EvidenceFile = Complete<Schemas['EvidenceFileView']>
export type EvidenceList = Complete<Schemas['EvidenceList']>
export type EvidenceKind = 'problem' | 'claim' | 'docking' | 'application'

/** What the code on a paper says. */
export type DocumentCheck = Complete<Schemas['DocumentCheck']>

export type DockingKind = NonNullable<Schemas['DockingRequest']['kind']>
export type DockingLog = Refined<'DockingLog', { recorded: string | null }>
export type DockingEntry = DockingLog['entries'][number]
export type DockingDraft = Required<Schemas['DockingRequest']>
export type Desk = Refined<'Desk', {
  counts: Refined<'DeskCount', { state: ProblemState }>[]
  items: Refined<'DeskItem', { state: ProblemState; region: string | null }>[]
}>

export interface OwnProblem {
  id: string
  title: string
  publication: Publication
  state: ProblemState
  stateLabel: string
  stateEnglish: string
  updatedAt: string
  version: number
}

export interface Sentence {
  chinese: string
  english: string
}
export type ProgrammeState = 'SHIPPED' | 'DRAFT' | 'APPROVED' | 'WITHDRAWN'
export type ProgrammeRule = Refined<'RuleView', { strength: 'HARD' | 'SOFT' }>
export type ProgrammeSummary = Refined<'ProgrammeSummary', { state: ProgrammeState }>
export type Programme = Refined<'ProgrammeView', {
  state: ProgrammeState
  /** Null if the notice does not say. */
  places: number | null
  rules: ProgrammeRule[]
}>
export type ProgrammeComparison = Complete<Schemas['ProgrammeComparison']>
export type ProgrammeVersion = Refined<'VersionView', {
  state: ProgrammeState
  /** Null if this release cannot read the file any more. */
  name: Sentence | null
  uploadedBy: string | null
  approvedBy: string | null
  approvedAt: string | null
}>
export type NeedProposal = Refined<'NeedProposal', {
  /** Null if the text names none. */
  proposer: string | null
}>
export type CallText = Complete<Schemas['CallText']>
/** Characters of a text, from 0; the last is excluded. */
export type CallSpan = Complete<Schemas['CallSpan']>
export type CallDraft = Refined<'CallDraft', {
  facts: (Refined<'CallFact', {
    /** Null if it was derived. */
    span: CallSpan | null
  }>)[]
  rules: (Refined<'CallRule', { strength: 'HARD' | 'SOFT' }>)[]
  /** The programme that it is compared with; null if there is none. */
  before: Sentence | null
}>
export type ProgrammeRemark = Complete<Schemas['RemarkView']>
export type ProgrammeFileText = Complete<Schemas['ProgrammeFileText']>
/** What a check of a file found; names and ids are null where it cannot be read, or there is nothing to compare with. */
export type ProgrammeFileCheck = Refined<'ProgrammeFileCheck', {
  id: string | null
  name: ProgrammeSummary['name'] | null
  before: ProgrammeSummary['name'] | null
  beforeId: string | null
  beforeVersion: number | null
}>
export type UploadedProgramme = Refined<'UploadedProgramme', { version: ProgrammeVersion }>

/** What somebody is in a service team beside a member. */
export type TeamRole = 'CHIEF_EXPERT' | 'LEADER' | 'LIAISON'

export interface TeamDraftMember {
  id: string
  roles: TeamRole[]
  /** Whoever builds the team anew keeps him. */
  fixed: boolean
  /** 0 for who does not stay in the place served. */
  residentDays: number
}

export type TeamContent = Refined<'TeamContent', { members: TeamDraftMember[] }>
export type TeamDraft = Refined<'TeamDraftView', { team: TeamContent; recordId: string | null }>
export type TeamMember = Refined<'TeamMemberView', { age: number | null; roles: (TeamRole | 'RESIDENT')[] }>

/** A rule that is not met, as a check of teams or of an application tells it. */
export type RuleViolation = Complete<Schemas['ViolationView']>
export type TeamCheck = Refined<'TeamCheckView', { members: TeamMember[]; violations: RuleViolation[] }>

export interface RuleAdjustment {
  rule: string
  min: number | null
  max: number | null
  dropped: boolean
}
export type RepairView = Refined<'RepairView', { adjustments: { team: number; adjustment: RuleAdjustment }[] }>
export type ProposedTeam = Refined<'TeamView', { members: TeamMember[] }>
export type Proposal = Refined<'ProposalView', {
  state: 'OPTIMAL' | 'FEASIBLE' | 'INFEASIBLE' | 'UNDECIDED'
  teams: ProposedTeam[]
  why: { chinese: string; english: string } | null
  overlaps: RuleViolation[]
  excluded: { kind: ExclusionKind; count: number }[]
  repair: RepairView | null
  /** Of the rules alone, where the repair asks for experts that the library lacks. */
  adjustment: RepairView | null
}>
/** What became of the search for an assignment; worst is the lowest score of a pair chosen. */
export type Assignment = Refined<'AssignmentView', { worst: number | null }>
/** A saved assignment; in a list without its pairs. */
export type Allocation = Complete<Schemas['AllocationView']>
export type SolverMoment = Refined<'SolverMoment', { best: number | null; gap: number | null }>
export type SolverJob = Refined<'SolverJob', {
  state: 'WAITING' | 'RUNNING' | 'SUCCEEDED' | 'CANCELLED' | 'FAILED'
  moments: SolverMoment[]
  proposal: Proposal | null
  assignment: Assignment | null
  failure: { code: string; message: string } | null
}>
export interface AllocationWish {
  problemIds: readonly string[]
  target: 'experts' | 'teams'
  demand: number
  demands: Readonly<Record<string, number>>
  maxLoad?: number
  fair: boolean
  timeLimitSeconds: number
}
export interface JointSearchWish {
  programme: string
  category: string
  timeLimitSeconds: number
  teams: readonly {
    name: string
    problemIds: readonly string[]
    regions?: readonly string[]
    content: string
    results: string
    constraints: { fixed: readonly string[]; excluded: readonly string[]; adjustments: readonly RuleAdjustment[] }
  }[]
}
export interface TeamSearchWish {
  programme: string
  category: string
  problemIds: readonly string[]
  constraints: {
    fixed: readonly string[]
    excluded: readonly string[]
    alternatives: number
    timeLimitSeconds: number
    adjustments: readonly RuleAdjustment[]
  }
  refusal?: { members: readonly string[]; refused: readonly string[] }
}

export type PlacedTeam = Refined<'PlacedTeam', {
  /** Share in which it works; null if none of the shares is one of its places. */
  suggested: string | null
}>
export type PlaceShare = Refined<'ShareView', { teams: PlacedTeam[] }>
export type TeamBoard = Refined<'BoardView', { shares: PlaceShare[]; unplaced: PlacedTeam[]; violations: RuleViolation[] }>

/** Why somebody stands in no list. */
/** What is decided of two records that may be one. */
export type IdentityState = 'OPEN' | 'SAME' | 'DIFFERENT' | 'UNDONE'
export type IdentityTrait = NonNullable<Schemas['IdentityEvidence']['trait']>
export type IdentityLevel = NonNullable<Schemas['IdentityEvidence']['level']>
export type IdentityCandidate = Refined<'IdentityCandidateView', {
  library: LibraryCode
  state: IdentityState
  evidence: Refined<'IdentityEvidence', { trait: IdentityTrait; level: IdentityLevel }>[]
  one: Refined<'IdentitySide', { publication: Publication }>
  other: Refined<'IdentitySide', { publication: Publication }>
  /** The record that stands for both; null where both stay. */
  kept: string | null
  history: Refined<'IdentityDecisionView', { state: IdentityState; kept: string | null; /** Null for the platform. */ by: string | null }>[]
}>
export type IdentityQueue = Refined<'IdentityQueue', { pairs: IdentityCandidate[] }>
/** Which doubtful values come first. */
export type DoubtOrder = 'LEAST_SURE' | 'LATEST'
/** Whether a value is right that was read, or what a cell should say that was left blank. */
export type DoubtKind = 'READ' | 'UNSTATED'
export type Doubt = Refined<'DoubtView', {
  source: string | null
  /** Null for what was read from a page, or if the import is gone. */
  file: string | null
  /** Blank if the text does not say it; null while it waits. */
  decided: string | null
}>
export type DoubtQueue = Refined<'DoubtQueue', { counts: Refined<'DoubtCount', { kind: DoubtKind }>[]; doubts: Doubt[] }>
export type DoubtChoices = Schemas['DoubtChoices']
export type AuthorshipState = 'OPEN' | 'YES' | 'NO'
export type WorkUpload = Refined<'WorkUploadView', { expert: string | null; by: string | null; undoneBy: string | null; undoneAt: string | null }>
export type ExpertWork = Refined<'WorkView', { kind: 'PAPER' | 'PATENT' | 'PROJECT' }>
export type Authorship = Refined<'AuthorshipView', {
  state: AuthorshipState
  evidence: Refined<'IdentityEvidence', { trait: IdentityTrait; level: IdentityLevel }>[]
  works: ExpertWork[]
  /** Null where nobody was asked. */
  decidedBy: string | null
  decidedAt: string | null
}>
export type AuthorshipQueue = Refined<'AuthorshipQueue', { authors: Authorship[] }>
export type ExpertProfile = Refined<'ProfileView', { works: ExpertWork[] }>
export type ExclusionKind = 'CONFLICT_OF_INTEREST' | 'WORKLOAD' | 'NOT_OPEN' | 'SANCTION'
export interface Excluded {
  count: number
  reasons: { kind: ExclusionKind; count: number }[]
  /** Empty unless the reader may know. */
  candidates: (Omit<Complete<Schemas['ExcludedMatch']>, 'type' | 'reasons'> & {
    type: RecordType
    reasons: { kind: ExclusionKind; sentence: { chinese: string; english: string } }[]
  })[]
}

/** An element of a problem against what the other record says; null where that says nothing. */
export type Coverage = Refined<'CoveredElement', {
  kind: 'MATERIAL' | 'PROCESS' | 'PERFORMANCE' | 'PRODUCT' | 'APPLICATION'
  level: 'MET' | 'OUTSIDE' | 'LIKE' | 'ABSENT'
  offered: string | null
}>

/** The stored list of a problem with its latest change. */
export type StoredListEntry = Refined<'MatchListEntry', { rank: number | null; previousRank: number | null; score: number | null }>
export type StoredList = Refined<'MatchListView', { matchedAt: string | null; changedAt: string | null; entries: StoredListEntry[] }>

export type SanctionKind = 'UNQUALIFIED_TWO_YEARS' | 'DISQUALIFIED' | 'DISHONEST'
export type Sanction = Refined<'SanctionView', { kind: SanctionKind; until: string | null; endedAt: string | null }>

export type Subscription = Refined<'SubscriptionView', {
  kind: 'MATCHES' | 'SEARCH' | 'INTEREST' | 'PLACE'
  place: string | null
  placeName: string | null
  recordId: string | null
  library: LibraryCode | null
  title: string | null
  search: string | null
}>
export type Notice = Refined<'NoticeView', {
  kind: 'MATCH' | 'FOUND' | 'TASK' | 'DUE' | 'NEWS' | 'CASE' | 'INTEREST' | 'EXPERT'
  subscriptionId: string | null
  subject: string | null
  title: string | null
  library: LibraryCode | null
  score: number | null
}>
/** Something that the reader's organisation has to do now. */
export type Task = Refined<'TaskView', { due: string | null; problemId: string | null }>
export type MailFrequency = 'IMMEDIATE' | 'DAILY' | 'WEEKLY' | 'NEVER'
export type NoticeSetting = Refined<'NoticeSettingView', { mail: MailFrequency; address: string | null; webhook: string | null }>

/** What was solved, as far as its proposer shows it. */
export type CaseCounts = Complete<Schemas['CaseCounts']>
export type SolvedCase = Refined<'CaseView', {
  region: string | null
  grade: number | null
  kindLabel: string | null
  amount: number | null
  days: number | null
}>
export type CaseConsent = Complete<Schemas['CaseConsent']>
export type SimilarProblem = Complete<Schemas['SimilarProblem']>

export type Figure = Refined<'FigureView', { value: number | null }>
export type TargetFigure = Refined<'TargetView', { actual: number | null; reached: number | null }>
export type Gap = Complete<Schemas['GapView']>
export type Standing = Complete<Schemas['StandingView']>
/** A city or county; its counts are null outside the place that was asked for. */
export type MapTile = Refined<'TileView', { counted: Complete<Schemas['CountedView']> | null }>
export type SegmentState = 'QUIET' | 'HANDLED' | 'BLOCKED' | 'GAP'
export type ChainLine = Refined<'LineView', { stations: Refined<'StationView', { state: SegmentState }>[] }>
export type Reach = Complete<Schemas['ReachView']>
export type FunnelStage = Complete<Schemas['FunnelStage']>
export type Insight = Refined<'InsightView', {
  map: { tiles: MapTile[]; lines: ChainLine[]; reach: Reach }
  figures: Figure[]
  targets: TargetFigure[]
  efficiency: Refined<'Efficiency', { daysToClaim: number | null; daysToSelect: number | null }>
}>
export type NoticePage = Refined<'NoticePage', { notices: Notice[]; next: string | null }>
export interface NoticeState {
  unread: number
  latest: string | null
}

/** A row of a table in a form: texts by column. */
export type FieldRow = Record<string, string>
/** What stands in a field: a text, or the rows of a table. */
export type FieldContent = string | FieldRow[]
export type FieldValue = Refined<'ValueView', { value: FieldContent; sourceId: string | null }>
export interface FieldSaved {
  /** False: somebody else wrote the field meanwhile; what is his stands in `now`. */
  saved: boolean
  now: FieldValue
}
export type FormField = Refined<'FormField', { limit: number | null; columns: FormField[]; kind: NonNullable<Schemas['FormField']['kind']> }>
export type FormFinding = Complete<Schemas['FormFinding']>
export type ApplicationNeed = NonNullable<Schemas['NextStep']['needs']>[number]
export type ApplicationNextStep = Complete<Schemas['NextStep']>
/** What a step brings besides its event and the version. */
export type ApplicationStepBrings = Omit<Schemas['ApplicationStepRequest'], 'event' | 'version'>
export type ApplicationTakenStep = Refined<'TakenStep', {
  detail: { [K in keyof Required<Schemas['StepDetails']>]: Complete<NonNullable<Schemas['StepDetails'][K]>> | null }
}>
export type Application = Refined<'ApplicationView', {
  due: string | null
  grade: NonNullable<Schemas['ApplicationView']['grade']> | null
  gradeLabel: string | null
  publishedUntil: string | null
  /** In 万元. */
  money: Refined<'MoneyView', { cap: number | null; granted: number | null }>
  blocks: Refined<'FormBlock', { fields: FormField[] }>[]
  values: FieldValue[]
  deliverables: Refined<'ResultDue', { due: string | null }>[]
  steps: ApplicationNextStep[]
  history: ApplicationTakenStep[]
}>
export type ApplicationLine = Refined<'ApplicationLine', { due: string | null }>
export type ApplicationBegin = Schemas['ApplicationBegin']
export type ApplicationVerdict = Refined<'VerdictView', { violations: RuleViolation[] }>
export interface ApplicationNews {
  changes: number
  /** Who else has it open. */
  here: { accountId: string; name: string }[]
}
export type Objection = Refined<'Objection', { upheld: boolean | null }>
export type PublishedProject = Refined<'PublishedProject', { grant: number | null; until: string | null }>

/** A review in a list. */
export type ReviewLine = Complete<Schemas['ReviewLine']>
export type ReviewPlan = Schemas['ReviewPlan']
export type ReviewCriterion = Complete<Schemas['CriterionView']>
export type ReviewSheetOnDesk = Refined<'DeskSheet', { total: number | null }>
export type ReviewDesk = Refined<'ReviewDesk', {
  places: number | null
  applications: Refined<'DeskApplication', {
    score: number | null
    mean: number | null
    range: number | null
    rank: number | null
    grade: string | null
    gradeLabel: string | null
    sheets: ReviewSheetOnDesk[]
  }>[]
}>
export type Reviewer = Refined<'ReviewerView', { expertId: string | null }>
/** What is to be known of an expert before an account is engaged to review as him. */
export type ReviewerProspect = Complete<Schemas['ReviewerProspect']>
export type CriterionWanted = Schemas['CriterionWanted']
export type ReviewSheetLine = Complete<Schemas['SheetLine']>
export type ReviewSheet = Refined<'SheetView', {
  total: number | null
  scores: Refined<'ScoreView', { points: number | null }>[]
  parts: { title: { chinese: string; english: string }; entries: { label: string; text: string; rows: Record<string, string>[] }[] }[]
}>
export type ReviewDraw = Refined<'DrawView', {
  number: string | null
  seed: string | null
  drawnAt: string | null
  entries: Refined<'DrawEntry', { ticket: string | null }>[]
}>

export type PageRules = Complete<Schemas['PageRules']>
export type SourceRun = Refined<'SourceRun', { failure: string | null; importId: string | null; startedAt: string | null; finishedAt: string | null }>
export type SourceView = Refined<'SourceView', { library: LibraryCode; nextRunAt: string | null; lastRun: SourceRun | null }>
export type SourceDraft = Refined<'SourceDraft', { library: LibraryCode }>
export type SourceList = Refined<'SourceList', { sources: SourceView[]; libraries: { code: LibraryCode; headings: string[] }[] }>
export type RefusedPage = Complete<Schemas['RefusedPage']>
type PreviewItem = Refined<'PreviewItem', { address: string | null; cells: Record<string, string>; refusal: RefusedPage | null }>
export type SourcePreview = Refined<'SourcePreview', { next: string | null; items: PreviewItem[] }>
export type RunFinding = Refined<'RunFinding', { refusal: RefusedPage | null }>
export type RunReport = Refined<'RunReport', { run: SourceRun; findings: RunFinding[] }>

/** How far search is behind what was written. */
export type IndexState = Complete<Schemas['IndexState']>
/** An index that was built anew. */
export type BuiltIndex = Refined<'Built', { library: LibraryCode }>
/** How far background matching is. */
export type RematchState = Complete<Schemas['RematchState']>
/** What reading the dictionary anew found. */
export type DictionaryReport = Refined<'ReloadReport', {
  rejected: Refined<'RejectedLine', { reason: 'TOO_SHORT' | 'TOO_LONG' | 'CONTROL_CHARACTER' | 'NO_LETTER' | 'DUPLICATE' }>[]
}>
