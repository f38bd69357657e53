import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { fetchJudgements, judge, withdrawJudgement, type MatchedPair } from '@/api/calls'
import type { Judgement } from '@/api/types'
import { useI18n } from '@/i18n'
import { useUndo } from '@/platform/undo'
import { withWord, wordsOn, type Word } from './judgement'

const keyOf = (problem: string | undefined) => ['judgements', problem] as const

/** What was said of the matches of a problem; nothing is asked for where the problem is undefined. */
export function useJudgements(problem: Ref<string | undefined>) {
  return useQuery({
    queryKey: computed(() => keyOf(problem.value)),
    queryFn: () => fetchJudgements(problem.value ?? ''),
    enabled: computed(() => problem.value !== undefined),
  })
}

interface Saying {
  pair: MatchedPair
  title: string
  /** Null takes back what was said. */
  word: Word | null
}

/** Says whether a match fits. The word is shown at once, and taken away again if the server refuses it. */
export function useJudging(said: () => void) {
  const { t } = useI18n()
  const { offer } = useUndo()
  const queries = useQueryClient()
  const reread = (problem: string) => queries.invalidateQueries({ queryKey: keyOf(problem) })
  return useMutation({
    mutationFn: ({ pair, word }: Saying) => (word ? judge(pair, word.verdict, word.reason) : withdrawJudgement(pair)),
    async onMutate({ pair, title, word }: Saying) {
      const key = keyOf(pair.problem)
      await queries.cancelQueries({ queryKey: key })
      const before = queries.getQueryData<Judgement[]>(key)
      queries.setQueryData<Judgement[]>(key, withWord(before ?? [], pair, title, word, new Date().toISOString()))
      return before
    },
    onError(_error, { pair }, before) {
      queries.setQueryData(keyOf(pair.problem), before)
    },
    async onSuccess(_done, { pair, word }, before) {
      const was = wordsOn(before ?? [], pair.supply).mine
      if (word === null && was) {
        offer(t('judge.withdrawn'), () => judge(pair, was.verdict, was.reason).finally(() => reread(pair.problem)))
      }
      // One word changes the order of other lists, too; those are read again when they are next looked at.
      await queries.invalidateQueries({ queryKey: ['matches'], refetchType: 'none' })
      said()
    },
    onSettled(_done, _error, { pair }) {
      // Not waited for: what became of the word is known.
      void reread(pair.problem)
    },
  })
}
