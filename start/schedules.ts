import { schedule } from '#queue/schedules/main'
import { PruneJobRuns, PruneScheduleTicks } from '#queue/main'
import backups from '#config/backups'
import BackUp from '#jobs/back_up'
import EndImpersonations from '#jobs/end_impersonations'
import EraseAccounts from '#jobs/erase_accounts'
import MaintainPartitions from '#jobs/maintain_partitions'
import PruneDataExports from '#jobs/prune_data_exports'
import PruneFiles from '#jobs/prune_files'
import PruneInvitations from '#jobs/prune_invitations'
import PruneNotifications from '#jobs/prune_notifications'
import PruneRegistrations from '#jobs/prune_registrations'
import PruneSessions from '#jobs/prune_sessions'
import PruneTokens from '#jobs/prune_tokens'
import TryBackup from '#jobs/try_backup'

schedule(EndImpersonations).every('5m')
schedule(EraseAccounts).hourly()
schedule(PruneFiles).every('5m')
schedule(PruneDataExports).hourly()
schedule(PruneSessions).daily().at('03:00')
schedule(PruneTokens).daily().at('03:10')
schedule(PruneRegistrations).daily().at('03:15')
schedule(PruneInvitations).daily().at('03:16')
schedule(PruneNotifications).daily().at('03:17')
schedule(PruneScheduleTicks).daily().at('03:20')
schedule(PruneJobRuns).daily().at('03:30')
schedule(MaintainPartitions).daily().at('03:40')

if (backups.recipients.length > 0) schedule(BackUp).daily().at('02:00').withoutOverlapping()
if (backups.identity) schedule(TryBackup).weekly().on('sunday').at('05:00').withoutOverlapping()
