import { answer, api, perform, send } from './client'
import type { components, paths } from './schema'
import type {
  Account, AccountWithPassword, Allocation, AllocationWish, Application, ApplicationBegin, ApplicationLine, ApplicationStepBrings,
  ApplicationVerdict, AuditPage, AuditVerification, CallDraft, CallText, CaseConsent, CaseCounts, ClaimDraft, ClaimState, Consent, Contact, Coverage, CriterionWanted, Desk, DockingDraft,
  DockingLog,
  DocumentCheck, Doubt, DoubtChoices, DoubtKind, DoubtOrder, DoubtQueue, EvidenceFile, EvidenceKind, EvidenceList, Excluded, FieldContent, FieldSaved, IdentityCandidate, IdentityQueue, IdentityState, ImportJob, Insight, Invitation,
  JointSearchWish, ExportMapping,
  Judgement, LibraryCode, LibraryRecord, LibrarySummary, MailFrequency, Match, ModelVersion, NeedProposal, NewInvitation, NewToken, NoticePage, NoticeSetting,
  Objection, OrganisationDetail, OrganisationKind, OrganisationSummary, OwnProblem, OwnSession, PageRules, PermissionTable, ProblemClaim, ProblemClaimEvent,
  ProblemEvent, ProblemState, Programme, ProgrammeComparison, ProgrammeFileCheck, ProgrammeFileText, ProgrammeSummary, ProgrammeVersion, Progress, PublishedProject, RecordClaim,
  ReviewCriterion, ReviewDesk, ReviewDraw, ReviewLine, ReviewPlan, ReviewSheet, ReviewSheetLine, Reviewer, ReviewerProspect, Role, RunReport, Sanction, SanctionKind, SearchResult,
  SecondFactor, SecondFactorEnrolment, Session,
  SignInMethods, SimilarProblem, SolvedCase, SolverJob, SourceDraft, SourceList, SourcePreview, SourceRun, SourceView, StepBrings, StoredList, Subscription, Suggestion, Task, TeamBoard,
  TeamCheck, TeamContent, TeamDraft, TeamSearchWish, Token, UploadedProgramme, ReportKind, ReportPage,
  Authorship, AuthorshipQueue, AuthorshipState, ExpertProfile, WorkUpload,
  BuiltIndex, DictionaryReport, IndexState, RematchState, Verdict,
} from './types'

/** What a search asks for; values of one filter are alternatives. */
export type SearchParameters = NonNullable<paths['/api/search']['get']['parameters']['query']>

export const fetchHits = (query: SearchParameters, signal?: AbortSignal) =>
  answer<SearchResult>(api.GET('/api/search', { params: { query }, signal }))

/** English names of what the platform names in Chinese. */
export const fetchNames = () => send<Record<string, string>>('get', '/api/names')

export const fetchLibraries = () => answer<LibrarySummary[]>(api.GET('/api/libraries'))

export const fetchSuggestions = (words: string) =>
  answer<Suggestion[]>(api.GET('/api/suggest', { params: { query: { q: words } } }))

export const fetchRecord = (library: LibraryCode, id: string, signal?: AbortSignal) =>
  answer<LibraryRecord>(api.GET('/api/{library}/{id}', { params: { path: { library, id } }, signal }))

export const fetchMatches = (library: LibraryCode, id: string, target: LibraryCode, limit: number, signal?: AbortSignal) =>
  answer<Match[]>(
    api.GET('/api/{library}/{id}/matches', { params: { path: { library, id }, query: { target, limit } }, signal }),
  )

/** Who would be offered for a problem that is still being written. */
export const previewMatches = (problem: components['schemas']['Preview'], signal?: AbortSignal) =>
  answer<Match[]>(api.POST('/api/matches/preview', { body: problem, signal }))

/** A problem and who is offered for it. */
export interface MatchedPair {
  problem: string
  library: LibraryCode
  supply: string
}

/** What was said of the matches of a problem: by everybody for its owner, else by the reader alone. */
export const fetchJudgements = (problem: string) =>
  send<Judgement[]>('get', '/api/problems/{id}/judgements', { path: { id: problem } })

const JUDGEMENT = '/api/problems/{id}/matches/{library}/{supply}/judgement'
const placesOf = ({ problem, library, supply }: MatchedPair) => ({ id: problem, library, supply })

/** Says, or says anew, whether a match fits. */
export const judge = (pair: MatchedPair, verdict: Verdict, reason: string) =>
  perform('put', JUDGEMENT, { path: placesOf(pair), body: { verdict, reason } })

export const withdrawJudgement = (pair: MatchedPair) => perform('delete', JUDGEMENT, { path: placesOf(pair) })

/** Who would stand in a list of matches and may not. */
export const fetchExcluded = (library: LibraryCode, id: string, target: LibraryCode, limit: number, signal?: AbortSignal) =>
  answer<Excluded>(
    api.GET('/api/{library}/{id}/matches/excluded', { params: { path: { library, id }, query: { target, limit } }, signal }),
  )

/** What a problem asks for, element by element, against what the other record of a match says. */
export const fetchCoverage = ({ problem, library, supply }: MatchedPair, signal?: AbortSignal) =>
  answer<Coverage[]>(
    api.GET('/api/problems/{id}/matches/{library}/{supply}/coverage', { params: { path: { id: problem, library, supply } }, signal }),
  )

export const fetchMatchList = (id: string, target: LibraryCode) =>
  send<StoredList>('get', '/api/problems/{id}/match-list', { path: { id }, query: { target } })

const SANCTIONS = '/api/{library}/{id}/sanctions'

export const fetchSanctions = (library: LibraryCode, id: string) => send<Sanction[]>('get', SANCTIONS, { path: { library, id } })

export interface SanctionDraft {
  kind: SanctionKind
  from: string
  /** Blank without end. */
  until: string
  reason: string
  source: string
}

export const addSanction = (library: LibraryCode, id: string, { until, ...draft }: SanctionDraft) =>
  send<Sanction>('post', SANCTIONS, { path: { library, id }, body: { ...draft, ...(until === '' ? {} : { until }) } })

export const endSanction = (id: string, reason: string) =>
  send<Sanction>('post', '/api/sanctions/{id}/end', { path: { id }, body: { reason } })

/** Pairs of records that may be one, 20 a page; a blank library means all. */
export const fetchIdentities = (library: LibraryCode | '', state: IdentityState, page: number) =>
  send<IdentityQueue>('get', '/api/identities', { query: { library, state, page } })

export const fetchIdentity = (id: string) => send<IdentityCandidate>('get', '/api/identities/{id}', { path: { id } })

export const fetchIdentitiesOf = (library: LibraryCode, id: string) =>
  send<IdentityCandidate[]>('get', '/api/{library}/{id}/identities', { path: { library, id } })

/** Decides a pair as it was seen; without a record to keep, both stay. */
export const decideIdentity = ({ id, version }: Pick<IdentityCandidate, 'id' | 'version'>, decision: 'SAME' | 'DIFFERENT', keep: string | undefined, reason: string) =>
  send<IdentityCandidate>('post', '/api/identities/{id}/decision', { path: { id }, body: { decision, keep, reason, version } })

export const undoIdentity = ({ id, version }: Pick<IdentityCandidate, 'id' | 'version'>, reason: string) =>
  send<IdentityCandidate>('post', '/api/identities/{id}/undo', { path: { id }, body: { reason, version } })

/** Values that were read without being sure, 20 a page; a blank heading means all columns. */
export const fetchDoubts = (heading: string, kind: DoubtKind | '', order: DoubtOrder, page: number) =>
  send<DoubtQueue>('get', '/api/doubts', { query: { heading, ...(kind === '' ? {} : { kind }), order, page } })

export const fetchDoubtChoices = () => send<DoubtChoices>('get', '/api/doubts/choices')

/** Decides what is right; blank if the text does not say it. */
export const decideDoubt = (id: string, value: string) => send<Doubt>('post', '/api/doubts/{id}/decision', { path: { id }, body: { value } })

export const undoDoubt = (id: string) => send<Doubt>('post', '/api/doubts/{id}/undo', { path: { id } })

/** What somebody wants to hear of. */
export type Wanted =
  | { kind: 'MATCHES'; library: LibraryCode; recordId: string }
  | { kind: 'SEARCH'; search: string }
  | { kind: 'INTEREST'; library: LibraryCode; recordId: string }
  | { kind: 'PLACE'; place: string }

export const fetchSubscriptions = () => send<Subscription[]>('get', '/api/subscriptions')

export const subscribe = (wanted: Wanted) => send<Subscription>('post', '/api/subscriptions', { body: wanted })

/** Gives the feed of a saved search a new address, which is told this once. */
export const renewFeed = (id: string) => send<{ path: string }>('post', '/api/subscriptions/{id}/feed', { path: { id } })

export const endFeed = (id: string) => perform('delete', '/api/subscriptions/{id}/feed', { path: { id } })

export const unsubscribe = (id: string) => perform('delete', '/api/subscriptions/{id}', { path: { id } })

export const fetchNotices = (before?: string) => send<NoticePage>('get', '/api/notices', { query: { before } })

export const markNotice = (id: string, read: boolean) => perform('put', '/api/notices/{id}/read', { path: { id }, body: { read } })

/** Marks all as read up to this one. */
export const markAllNotices = (latest: string) => perform('post', '/api/notices/read', { body: { latest } })

export const fetchTasks = () => send<Task[]>('get', '/api/tasks')

export const fetchNoticeSetting = () => send<NoticeSetting>('get', '/api/notice-settings')

/** Without an address mails stop and the address is forgotten. */
export const setMail = (frequency: MailFrequency, address: string) =>
  send<NoticeSetting>('put', '/api/notice-settings/mail', { body: { frequency, ...(address === '' ? {} : { address }) } })

/** Answers the key under which notices are signed, this once. */
export const setWebhook = (url: string) => send<{ secret: string }>('put', '/api/notice-settings/webhook', { body: { url } })

export const removeWebhook = () => perform('delete', '/api/notice-settings/webhook')

export const confirmMail = (token: string) => perform('post', '/api/mail-confirmations/{token}', { path: { token } })

export const stopMail = (token: string) => perform('post', '/api/mail-stops/{token}', { path: { token } })

/** Which cases are wanted; values of one filter are alternatives. */
export type CaseFilter = Pick<NonNullable<paths['/api/cases']['get']['parameters']['query']>, 'q' | 'city' | 'year' | 'industryClass'>

export const fetchCases = (wanted: CaseFilter, offset: number, size: number) =>
  send<SolvedCase[]>('get', '/api/cases', { query: { ...wanted, offset, size } })

export const fetchCaseCounts = (wanted: CaseFilter) => send<CaseCounts>('get', '/api/case-counts', { query: wanted })

export const fetchCase = (problem: string) => send<SolvedCase>('get', '/api/cases/{problem}', { path: { problem } })

export const fetchCaseDraft = (id: string) => send<CaseConsent>('get', '/api/problems/{id}/case-draft', { path: { id } })

export const publishCase = (id: string, consent: CaseConsent) => send<SolvedCase>('put', '/api/problems/{id}/case', { path: { id }, body: consent })

export const withdrawCase = (id: string) => perform('delete', '/api/problems/{id}/case', { path: { id } })

/** Published problems like one, those that were solved first. */
export const fetchSimilar = (id: string) => send<SimilarProblem[]>('get', '/api/problems/{id}/similar', { path: { id } })

export const fetchInsight = (year: number, region?: string) => send<Insight>('get', '/api/insight', { query: { year, region } })

/** The latest first. */
export const fetchModels = () => send<ModelVersion[]>('get', '/api/models')

export const chooseModel = (id: string) => perform('put', '/api/models/{id}/use', { path: { id } })

export const fetchIndexState = () => send<IndexState>('get', '/api/admin/indexes')

/** Answers when the new index is in use. */
export const rebuildIndex = (library: LibraryCode) =>
  send<BuiltIndex>('post', '/api/admin/indexes/{name}/rebuild', { path: { name: library } })

export const reloadDictionary = () => send<DictionaryReport>('post', '/api/admin/dictionary/reload')

export const fetchRematching = () => send<RematchState>('get', '/api/admin/rematching')

export const remakeMatches = () => perform('post', '/api/admin/rematching')

export const fetchImports = () => answer<ImportJob[]>(api.GET('/api/imports'))

export const fetchImport = (id: string) => answer<ImportJob>(api.GET('/api/imports/{id}', { params: { path: { id } } }))

export const cancelImport = (id: string) =>
  answer<ImportJob>(api.POST('/api/imports/{id}/cancel', { params: { path: { id } } }))

export const fetchImportReport = (id: string, kind: ReportKind, after: number) =>
  send<ReportPage>('get', '/api/imports/{id}/changes', { path: { id }, query: { kind, after } })

export const rerunImport = (id: string, dryRun: boolean) => send<ImportJob>('post', '/api/imports/{id}/rerun', { path: { id }, query: { dryRun } })

export const takeImportBack = (id: string) => send<ImportJob>('post', '/api/imports/{id}/rollback', { path: { id } })

export const fetchExportMappings = () => send<ExportMapping[]>('get', '/api/export-mappings')

/** Sends a file. The API document knows a file only as a string; what is sent is the form. */
export function startImport(file: File, library: LibraryCode, dryRun: boolean): Promise<ImportJob> {
  const form = new FormData()
  form.append('file', file)
  form.append('library', library)
  form.append('dryRun', String(dryRun))
  return answer<ImportJob>(
    api.POST('/api/imports', { body: { file: '', library, dryRun: String(dryRun) }, bodySerializer: () => form }),
  )
}

export const fetchSession = () => send<Session>('get', '/api/session')

export const fetchSignInMethods = () => send<SignInMethods>('get', '/api/sign-in-methods')

export const signIn = (username: string, password: string, code: string) =>
  send<Session>('post', '/api/session', { body: { username, password, ...(code === '' ? {} : { code }) } })

export const signOut = () => perform('delete', '/api/session')

export const actFor = (membershipId: string) => send<Session>('put', '/api/session/membership', { body: { membershipId } })

export const changePassword = (currentPassword: string, newPassword: string) =>
  perform('put', '/api/account/password', { body: { currentPassword, newPassword } })

export const fetchOwnSessions = () => send<OwnSession[]>('get', '/api/account/sessions')

/** Ends a session of one's own. The password is blank for somebody who has none here. */
export const endSession = (id: string, currentPassword: string) =>
  perform('post', '/api/account/sessions/{id}/end', { path: { id }, body: { currentPassword } })

export const endOtherSessions = (currentPassword: string) =>
  perform('post', '/api/account/sessions/end-others', { body: { currentPassword } })

export const fetchSecondFactor = () => send<SecondFactor>('get', '/api/account/second-factor')

export const enrolSecondFactor = (currentPassword: string) =>
  send<SecondFactorEnrolment>('post', '/api/account/second-factor', { body: { currentPassword } })

/** Answers the recovery codes, which nobody shows again. */
export const confirmSecondFactor = (code: string) =>
  send<{ codes: string[] }>('post', '/api/account/second-factor/confirmation', { body: { code } })

export const removeSecondFactor = (currentPassword: string, code: string) =>
  perform('post', '/api/account/second-factor/removal', { body: { currentPassword, code } })

export const fetchTokens = () => send<Token[]>('get', '/api/tokens')

export const createToken = (name: string, scopes: readonly string[], days: number) =>
  send<NewToken>('post', '/api/tokens', { body: { name, scopes, days } })

export const revokeToken = (id: string) => perform('delete', '/api/tokens/{id}', { path: { id } })

export const fetchPermissions = () => send<PermissionTable>('get', '/api/permissions')

export const fetchOrganisations = (q: string, kind: OrganisationKind | '') =>
  send<OrganisationSummary[]>('get', '/api/organisations', { query: { q: q || undefined, kind: kind || undefined } })

export interface OrganisationDraft {
  kind: OrganisationKind
  name: string
  creditCode?: string
  region?: string
}

export const createOrganisation = (draft: OrganisationDraft) =>
  send<OrganisationSummary>('post', '/api/organisations', { body: draft })

export const fetchOrganisation = (id: string) => send<OrganisationDetail>('get', '/api/organisations/{id}', { path: { id } })

export const invite = (id: string, role: Role) =>
  send<NewInvitation>('post', '/api/organisations/{id}/invitations', { path: { id }, body: { role } })

export const revokeInvitation = (id: string, invitationId: string) =>
  perform('delete', '/api/organisations/{id}/invitations/{invitationId}', { path: { id, invitationId } })

export const removeMember = (id: string, membershipId: string) =>
  perform('delete', '/api/organisations/{id}/members/{membershipId}', { path: { id, membershipId } })

export const fetchInvitation = (secret: string) => send<Invitation>('post', '/api/invitations/offer', { body: { secret } })

/** Accepts for the account that is signed in, or, with an account to make, for a new one. */
export const acceptInvitation = (secret: string, account?: { username: string; displayName: string; password: string }) =>
  send<Session>('post', '/api/invitations/acceptance', { body: { secret, ...account } })

/** Asks to be the record that carries this credit code (organisations) or this id (experts). */
export const claimRecord = (organisationId: string, wanted: { creditCode: string } | { recordId: string }) =>
  send<RecordClaim>('post', '/api/organisations/{id}/record-claims', { path: { id: organisationId }, body: wanted })

export const fetchClaims = (state?: ClaimState) => send<RecordClaim[]>('get', '/api/record-claims', { query: { state } })

export const decideClaim = (id: string, approve: boolean, reason: string) =>
  send<RecordClaim>('post', '/api/record-claims/{id}/decision', { path: { id }, body: { approve, reason } })

export const fetchAccounts = (q: string) => send<Account[]>('get', '/api/accounts', { query: { q: q || undefined } })

export const createAccount = (draft: { username: string; displayName: string; organisationId: string; role: Role }) =>
  send<AccountWithPassword>('post', '/api/accounts', { body: draft })

export const resetPassword = (id: string) => send<AccountWithPassword>('post', '/api/accounts/{id}/password-reset', { path: { id } })

export const setAccountState = (id: string, state: Account['state']) =>
  send<Account>('put', '/api/accounts/{id}/state', { path: { id }, body: { state } })

/** For who has lost it. */
export const resetSecondFactor = (id: string) => send<Account>('post', '/api/accounts/{id}/second-factor-reset', { path: { id } })

export const unlockAccount = (id: string) => send<Account>('post', '/api/accounts/{id}/unlock', { path: { id } })

export interface AuditQuery {
  from?: string
  to?: string
  actor?: string
  action?: string
  subject?: string
}

export const fetchAudit = (query: AuditQuery, cursor: string | null, size: number) =>
  send<AuditPage>('get', '/api/audit', { query: { ...query, cursor: cursor ?? undefined, size } })

export const verifyAudit = () => send<AuditVerification>('post', '/api/audit/verification')

/** The contact of a record in clear. Each call is written to the audit log with its reason. */
export const revealContact = (library: LibraryCode, id: string, reason: string) =>
  send<Contact>('post', '/api/{library}/{id}/contact/reveal', { path: { library, id }, body: { reason } })

export const fetchConsent = (id: string) => send<Consent>('get', '/api/experts/{id}/consent', { path: { id } })

export const writeConsent = (id: string, given: boolean, note: string) =>
  perform('put', '/api/experts/{id}/consent', { path: { id }, body: { given, note } })

export const erasePerson = (id: string, reason: string) => perform('post', '/api/experts/{id}/erasure', { path: { id }, body: { reason } })

/** What somebody writes of a problem. */
export interface ProblemDraft {
  /** By heading. */
  cells: Record<string, string>
  /** What only his organisation and the staff may read: null leaves it as it is, a blank text removes it. */
  confidential: string | null
}

export const fetchOwnProblems = () => send<OwnProblem[]>('get', '/api/my/problems')

export const createProblem = (draft: ProblemDraft) => send<OwnProblem>('post', '/api/problems', { body: draft })

export const saveProblem = (id: string, draft: ProblemDraft, version: number) =>
  send<OwnProblem>('put', '/api/problems/{id}', { path: { id }, body: { ...draft, version } })

export const fetchProgress = (problem: string) => send<Progress>('get', '/api/problems/{id}/progress', { path: { id: problem } })

export const takeStep = (problem: string, event: ProblemEvent, version: number, brings: StepBrings = {}) =>
  send<Progress>('post', '/api/problems/{id}/progress', { path: { id: problem }, body: { ...brings, event, version } })

/** Problems that wait, as far as they are the reader's business. */
/** So many problems of the desk come at a time. */
export const DESK_PAGE = 100

export const fetchDesk = (state: ProblemState, offset: number) => send<Desk>('get', '/api/desk', { query: { state, offset, size: DESK_PAGE } })

export const fetchProblemClaims = (problem: string) => send<ProblemClaim[]>('get', '/api/problems/{id}/claims', { path: { id: problem } })

export const fetchOwnClaims = () => send<ProblemClaim[]>('get', '/api/my/claims')

export const fetchClaim = (id: string) => send<ProblemClaim>('get', '/api/claims/{id}', { path: { id } })

/** Begins a claim, or answers the one that the organisation has already. */
export const beginClaim = (problem: string) => send<ProblemClaim>('post', '/api/problems/{id}/claims', { path: { id: problem } })

export const saveClaim = (id: string, draft: ClaimDraft, version: number) =>
  send<ProblemClaim>('put', '/api/claims/{id}', { path: { id }, body: { ...draft, version } })

export const takeClaimStep = (id: string, event: ProblemClaimEvent, version: number) =>
  send<ProblemClaim>('post', '/api/claims/{id}/steps', { path: { id }, body: { event, version } })

export const fetchEvidence = (kind: EvidenceKind, subject: string) => send<EvidenceList>('get', '/api/evidence', { query: { kind, subject } })

export function attachEvidence(kind: EvidenceKind, subject: string, file: File): Promise<EvidenceFile> {
  const form = new FormData()
  form.append('file', file)
  form.append('kind', kind)
  form.append('subject', subject)
  return answer<EvidenceFile>(api.POST('/api/evidence', { body: { file: '', kind, subject }, bodySerializer: () => form }))
}

export const removeEvidence = (id: string) => perform('delete', '/api/evidence/{id}', { path: { id } })

export const checkDocument = (code: string) => send<DocumentCheck>('get', '/api/documents/check', { query: { code } })

export const fetchDocking = (claim: string) => send<DockingLog>('get', '/api/claims/{id}/docking', { path: { id: claim } })

export const recordDocking = (claim: string, entry: DockingDraft) =>
  send<DockingLog>('post', '/api/claims/{id}/docking', { path: { id: claim }, body: entry })

export const withdrawDocking = (claim: string, entry: string) =>
  send<DockingLog>('delete', '/api/claims/{id}/docking/{entry}', { path: { id: claim, entry } })

export const fetchProgrammes = () => send<ProgrammeSummary[]>('get', '/api/programmes')

/** The version in force, unless another is named. */
export const fetchProgramme = (id: string, version?: number) =>
  send<Programme>('get', '/api/programmes/{id}', { path: { id }, query: { version } })

/** What changed from another programme to this one. */
export const compareProgrammes = (id: string, earlier: string, version?: number) =>
  send<ProgrammeComparison>('get', '/api/programmes/{id}/comparison', { path: { id }, query: { with: earlier, version } })

export const fetchProgrammeVersions = () => send<ProgrammeVersion[]>('get', '/api/programme-versions')

/** The file of a version as it was written; 0 for the one that ships. */
export const fetchProgrammeFile = (id: string, version: number) =>
  send<ProgrammeFileText>('get', '/api/programmes/{id}/file', { path: { id }, query: { version } })

/** Checks a file that is being written; without a version it is compared with what is in force. */
export const checkProgramme = (text: string, against?: { programme: string; version: number }) =>
  send<ProgrammeFileCheck>('post', '/api/programme-checks', { body: { text, against } })

/** Sends a file of rules; what is sent is the form, as with imports. */
export function uploadProgramme(file: File): Promise<UploadedProgramme> {
  const form = new FormData()
  form.append('file', file)
  return answer<UploadedProgramme>(api.POST('/api/programmes', { body: { file: '' }, bodySerializer: () => form }))
}

/** The text of a file that holds a call. */
export function readCall(file: File): Promise<CallText> {
  const form = new FormData()
  form.append('file', file)
  return answer<CallText>(api.POST('/api/call-texts', { body: { file: '' }, bodySerializer: () => form }))
}

/** What the form of a problem could say, from a text. */
export const readNeed = (text: string) => send<NeedProposal>('post', '/api/need-readings', { body: { text } })

/** A draft of rules from the text of a call. */
export const compileCall = (text: string) => send<CallDraft>('post', '/api/call-drafts', { body: { text } })

export const approveProgramme = (id: string, version: number) =>
  send<ProgrammeVersion>('post', '/api/programmes/{id}/approval', { path: { id }, body: { version } })

export const withdrawProgramme = (id: string, version: number) =>
  send<ProgrammeVersion>('post', '/api/programmes/{id}/withdrawal', { path: { id }, body: { version } })

/** Those of the organisation that the reader acts for, the latest first. */
export const fetchTeamDrafts = () => send<TeamDraft[]>('get', '/api/team-drafts')

export const fetchTeamDraft = (id: string) => send<TeamDraft>('get', '/api/team-drafts/{id}', { path: { id } })

export const createTeamDraft = (team: TeamContent) => send<TeamDraft>('post', '/api/team-drafts', { body: team })

export const changeTeamDraft = (id: string, team: TeamContent, version: number) =>
  send<TeamDraft>('put', '/api/team-drafts/{id}', { path: { id }, body: { team, version } })

/** How a team stands to its rules as it is on the page; nothing is saved. */
export const checkTeamDraft = (id: string | undefined, team: TeamContent) =>
  send<TeamCheck>('post', '/api/team-drafts/checks', { body: { id, team } })

/** Puts a team into the library. */
export const acceptTeamDraft = (id: string, version: number) =>
  send<TeamDraft>('post', '/api/team-drafts/{id}/acceptance', { path: { id }, body: { version } })

export const undoTeamDraft = (id: string, version: number) =>
  send<TeamDraft>('delete', '/api/team-drafts/{id}/acceptance', { path: { id }, body: { version } })

export const beginTeamSearch = (wish: TeamSearchWish) => send<SolverJob>('post', '/api/teams/proposals/jobs', { body: wish })

/** Several teams of one unit that share nobody. */
export const beginJointSearch = (wish: JointSearchWish) => send<SolverJob>('post', '/api/teams/joint-proposals/jobs', { body: wish })

/** The best assignment of problems to experts or teams. */
export const beginAllocation = (wish: AllocationWish) => send<SolverJob>('post', '/api/allocations/jobs', { body: wish })

export const fetchAllocations = () => send<Allocation[]>('get', '/api/allocations')

export const fetchAllocation = (id: string) => send<Allocation>('get', '/api/allocations/{id}', { path: { id } })

/** Keeps what a search has found. */
export const saveAllocation = (jobId: string, name: string) => send<Allocation>('post', '/api/allocations', { body: { jobId, name } })

export const acceptAllocation = (id: string, version: number) =>
  send<Allocation>('post', '/api/allocations/{id}/acceptance', { path: { id }, body: { version } })

export const undoAllocation = (id: string, version: number) =>
  send<Allocation>('delete', '/api/allocations/{id}/acceptance', { path: { id }, body: { version } })

export const removeAllocation = (id: string, version: number) =>
  perform('delete', '/api/allocations/{id}', { path: { id }, query: { version } })

export const fetchSolverJob = (id: string) => send<SolverJob>('get', '/api/solver-jobs/{id}', { path: { id } })

/** Ends a search; what was found until then is kept. */
export const cancelSolverJob = (id: string) => send<SolverJob>('post', '/api/solver-jobs/{id}/cancel', { path: { id } })

export const fetchTeamBoard = (programme: string, category: string) =>
  send<TeamBoard>('get', '/api/team-places', { query: { programme, category } })

/** Gives a team a place, moves it, or takes its place away (share null). */
export const placeTeam = (team: string, place: { programme: string; category: string; share: string | null; version: number }) =>
  send<TeamBoard>('put', '/api/team-places/{team}', { path: { team }, body: place })

const APPLICATION = '/api/applications/{id}'

export const fetchApplications = () => send<ApplicationLine[]>('get', '/api/applications', { query: { size: 100 } })

export const fetchApplication = (id: string) => send<Application>('get', APPLICATION, { path: { id } })

/** Begins an application with all that is known of what its form asks. */
export const beginApplication = (wanted: ApplicationBegin) => send<Application>('post', '/api/applications', { body: wanted })

/** Writes a field over the version that its writer has seen; who is second is answered what the first wrote. */
export const saveField = (id: string, field: string, value: FieldContent, version: number) =>
  send<FieldSaved>('put', `${APPLICATION}/fields`, { path: { id }, body: { field, value, version } })

export const fetchApplicationVerdict = (id: string) => send<ApplicationVerdict>('get', `${APPLICATION}/verdict`, { path: { id } })

export const takeApplicationStep = (id: string, event: string, version: number, brings: ApplicationStepBrings) =>
  send<Application>('post', `${APPLICATION}/steps`, { path: { id }, body: { ...brings, event, version } })

export const fetchObjections = (id: string) => send<Objection[]>('get', `${APPLICATION}/objections`, { path: { id } })

export const handInResult = (id: string, rule: string, evidence: string[], version: number) =>
  send<Application>('put', `${APPLICATION}/deliverables`, { path: { id }, body: { rule, evidence, version } })

/** Projects that are proposed for approval. */
export const fetchPublicity = () => send<PublishedProject[]>('get', '/api/publicity')

export const objectTo = (id: string, reason: string) => perform('post', '/api/publicity/{id}/objections', { path: { id }, body: { reason } })

export const fetchReviews = () => send<ReviewLine[]>('get', '/api/reviews')

export const fetchReview = (id: string) => send<ReviewDesk>('get', '/api/reviews/{id}', { path: { id } })

/** The score sheet that is proposed for a category. */
export const fetchScoreSheet = (programme: string, category: string) =>
  send<ReviewCriterion[]>('get', '/api/reviews/score-sheet', { query: { programme, category } })

export const planReview = (plan: ReviewPlan) => send<ReviewDesk>('post', '/api/reviews', { body: plan })

export const takeReviewStep = (id: string, event: string, version: number, reason: string) =>
  send<ReviewDesk>('post', '/api/reviews/{id}/steps', { path: { id }, body: { event, version, reason } })

/** Asks reviewers for all sheets that are lacking. */
export const assignReviewers = (id: string) => send<ReviewDesk>('post', '/api/reviews/{id}/assignment', { path: { id } })

export const extendReview = (id: string, applicationId: string, reason: string, version: number) =>
  send<ReviewDesk>('post', '/api/reviews/{id}/extra', { path: { id }, body: { applicationId, reason, version } })

export const replaceReviewer = (sheet: string, reason: string, version: number) =>
  perform('post', '/api/review-sheets/{id}/replacement', { path: { id: sheet }, body: { reason, version } })

export const fetchReviewers = () => send<Reviewer[]>('get', '/api/reviewers')

export const fetchReviewerProspect = (account: string, expertId: string) =>
  send<ReviewerProspect>('get', '/api/reviewers/{account}/prospect', { path: { account }, query: { expertId } })

/** Changes what the sheets of a review are judged by, over the version that was seen. */
export const changeCriteria = (id: string, criteria: CriterionWanted[], version: number) =>
  perform('put', '/api/reviews/{id}/criteria', { path: { id }, body: { criteria, version } })

export const engageReviewer = (account: string, expertId: string, most: number, version: number) =>
  perform('put', '/api/reviewers/{account}', { path: { account }, body: { expertId, most, version } })

export const fetchSheets = () => send<ReviewSheetLine[]>('get', '/api/review-sheets')

export const fetchSheet = (id: string) => send<ReviewSheet>('get', '/api/review-sheets/{id}', { path: { id } })

/** Saves one piece of a sheet over the version that was seen; a blank criterion is the opinion on the whole. */
export const saveScore = (id: string, criterion: string, points: number | null, words: string, version: number) =>
  send<ReviewSheet>('put', '/api/review-sheets/{id}/scores', { path: { id }, body: { criterion, points, words, version } })

export const takeSheetStep = (id: string, event: 'HAND_IN' | 'DECLINE', version: number, reason: string) =>
  send<ReviewSheet>('post', '/api/review-sheets/{id}/steps', { path: { id }, body: { event, version, reason } })

export const fetchDraws = () => send<ReviewDraw[]>('get', '/api/review-draws')

export const announceDraw = (id: string, size: number, source: string, drawOn: string) =>
  perform('post', '/api/reviews/{id}/draws', { path: { id }, body: { size, source, drawOn } })

export const holdDraw = (id: string, number: string) => perform('post', '/api/review-draws/{id}/number', { path: { id }, body: { number } })

export const fetchSources = () => send<SourceList>('get', '/api/sources')

export const fetchSource = (id: string) => send<SourceView>('get', '/api/sources/{id}', { path: { id } })

/** Saves a source; a blank id is a new one. */
export const saveSource = (id: string, draft: SourceDraft) =>
  id === '' ? send<SourceView>('post', '/api/sources', { body: draft }) : send<SourceView>('put', '/api/sources/{id}', { path: { id }, body: draft })

/** Reads a page and shows what it would give; without rules they are guessed. */
export const previewSource = (address: string, library: LibraryCode, rules?: PageRules) =>
  send<SourcePreview>('post', '/api/source-previews', { body: { address, library, rules } })

export const runSource = (id: string) => send<SourceRun>('post', '/api/sources/{id}/runs', { path: { id } })

export const fetchSourceRuns = (id: string) => send<SourceRun[]>('get', '/api/sources/{id}/runs', { path: { id } })

export const cancelSourceRun = (id: string) => send<SourceRun>('post', '/api/source-runs/{id}/cancel', { path: { id } })

export const fetchSourceRun = (id: string, outcome: string, page: number) =>
  send<RunReport>('get', '/api/source-runs/{id}', { path: { id }, query: { outcome, page } })

/** Sends a file of works; a blank expert is anybody. */
export function uploadWorks(file: File, expert: string): Promise<WorkUpload> {
  const form = new FormData()
  form.append('file', file)
  if (expert !== '') form.append('expert', expert)
  return answer<WorkUpload>(api.POST('/api/work-uploads', { body: { file: '' }, bodySerializer: () => form }))
}

export const fetchWorkUploads = () => send<WorkUpload[]>('get', '/api/work-uploads')

export const undoWorkUpload = (id: string) => send<WorkUpload>('post', '/api/work-uploads/{id}/undo', { path: { id } })

export const fetchAuthorships = (expert: string, state: AuthorshipState, page: number) =>
  send<AuthorshipQueue>('get', '/api/authorships', { query: { expert, state, page } })

/** Says whether an author is the expert; OPEN takes it back. */
export const decideAuthorship = (id: string, decision: AuthorshipState, version: number) =>
  send<Authorship>('post', '/api/authorships/{id}/decision', { path: { id }, body: { decision, version } })

export const fetchProfile = (expert: string) => send<ExpertProfile>('get', '/api/experts/{id}/profile', { path: { id: expert } })
