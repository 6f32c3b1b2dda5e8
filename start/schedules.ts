import { schedule } from '#queue/schedules/main'
import PruneJobRuns from '#queue/jobs/prune_job_runs'
import PruneRegistrations from '#jobs/prune_registrations'
import PruneScheduleTicks from '#queue/jobs/prune_schedule_ticks'
import PruneSessions from '#jobs/prune_sessions'
import PruneTokens from '#jobs/prune_tokens'

schedule(PruneSessions).daily().at('03:00')
schedule(PruneTokens).daily().at('03:10')
schedule(PruneRegistrations).daily().at('03:15')
schedule(PruneScheduleTicks).daily().at('03:20')
schedule(PruneJobRuns).daily().at('03:30')
