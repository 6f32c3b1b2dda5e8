/* eslint-disable prettier/prettier */
/// <reference path="../manifest.d.ts" />

import type { ExtractBody, ExtractErrorResponse, ExtractQuery, ExtractQueryForGet, ExtractResponse } from '@tuyau/core/types'
import type { InferInput, SimpleError } from '@vinejs/vine/types'

export type ParamValue = string | number | bigint | boolean

export interface Registry {
  'mailbox.index': {
    methods: ["GET","HEAD"]
    pattern: '/dev/mailbox'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#local_services/mailbox/mailbox_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#local_services/mailbox/mailbox_controller').default['index']>>>
    }
  }
  'mailbox.clear': {
    methods: ["POST"]
    pattern: '/dev/mailbox'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#local_services/mailbox/mailbox_controller').default['clear']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#local_services/mailbox/mailbox_controller').default['clear']>>>
    }
  }
  'mailbox.newest': {
    methods: ["GET","HEAD"]
    pattern: '/dev/mailbox/newest'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#local_services/mailbox/mailbox_controller').default['newest']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#local_services/mailbox/mailbox_controller').default['newest']>>>
    }
  }
  'mailbox.show': {
    methods: ["GET","HEAD"]
    pattern: '/dev/mailbox/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#local_services/mailbox/mailbox_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#local_services/mailbox/mailbox_controller').default['show']>>>
    }
  }
  'mailbox.html': {
    methods: ["GET","HEAD"]
    pattern: '/dev/mailbox/:id/html'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#local_services/mailbox/mailbox_controller').default['html']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#local_services/mailbox/mailbox_controller').default['html']>>>
    }
  }
  'mail_previews.index': {
    methods: ["GET","HEAD"]
    pattern: '/dev/mails'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#local_services/mailbox/mail_previews_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#local_services/mailbox/mail_previews_controller').default['index']>>>
    }
  }
  'mail_previews.show': {
    methods: ["GET","HEAD"]
    pattern: '/dev/mails/:name'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { name: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#local_services/mailbox/mail_previews_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#local_services/mailbox/mail_previews_controller').default['show']>>>
    }
  }
  'mail_previews.html': {
    methods: ["GET","HEAD"]
    pattern: '/dev/mails/:name/html'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { name: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#local_services/mailbox/mail_previews_controller').default['html']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#local_services/mailbox/mail_previews_controller').default['html']>>>
    }
  }
  'management.groups.index': {
    methods: ["GET","HEAD"]
    pattern: '/management/groups'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#validators/group').listGroupsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['index']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.groups.create': {
    methods: ["GET","HEAD"]
    pattern: '/management/groups/create'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['create']>>>
    }
  }
  'management.groups.store': {
    methods: ["POST"]
    pattern: '/management/groups'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/group').saveGroupValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/group').saveGroupValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.groups.show': {
    methods: ["GET","HEAD"]
    pattern: '/management/groups/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: ExtractQueryForGet<InferInput<(typeof import('#validators/group').listMembersValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['show']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.groups.edit': {
    methods: ["GET","HEAD"]
    pattern: '/management/groups/:id/edit'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['edit']>>>
    }
  }
  'management.groups.update': {
    methods: ["PUT","PATCH"]
    pattern: '/management/groups/:id'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/group').saveGroupValidator)>>
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#validators/group').saveGroupValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.groups.destroy': {
    methods: ["DELETE"]
    pattern: '/management/groups/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/groups_controller').default['destroy']>>>
    }
  }
  'management.groups.members.create': {
    methods: ["GET","HEAD"]
    pattern: '/management/groups/:group_id/members/create'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { group_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/group_members_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/group_members_controller').default['create']>>>
    }
  }
  'management.groups.members.store': {
    methods: ["POST"]
    pattern: '/management/groups/:group_id/members'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/group').addMembersValidator)>>
      paramsTuple: [ParamValue]
      params: { group_id: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#validators/group').addMembersValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/group_members_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/group_members_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.groups.members.destroy': {
    methods: ["DELETE"]
    pattern: '/management/groups/:group_id/members/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { group_id: ParamValue; id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/group_members_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/group_members_controller').default['destroy']>>>
    }
  }
  'management.permissions.index': {
    methods: ["GET","HEAD"]
    pattern: '/management/permissions'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/permissions_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/permissions_controller').default['index']>>>
    }
  }
  'management.permissions.edit': {
    methods: ["GET","HEAD"]
    pattern: '/management/permissions/edit'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/permissions_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/permissions_controller').default['edit']>>>
    }
  }
  'management.permissions.update': {
    methods: ["PUT"]
    pattern: '/management/permissions'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/permission').updatePermissionsValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/permission').updatePermissionsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/permissions_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/permissions_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.users.index': {
    methods: ["GET","HEAD"]
    pattern: '/management/users'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#validators/user').listUsersValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['index']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.users.create': {
    methods: ["GET","HEAD"]
    pattern: '/management/users/create'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['create']>>>
    }
  }
  'management.users.store': {
    methods: ["POST"]
    pattern: '/management/users'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/user').createUserValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/user').createUserValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.users.show': {
    methods: ["GET","HEAD"]
    pattern: '/management/users/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: ExtractQueryForGet<InferInput<(typeof import('#validators/account_event').listAccountEventsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['show']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.users.edit': {
    methods: ["GET","HEAD"]
    pattern: '/management/users/:id/edit'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['edit']>>>
    }
  }
  'management.users.update': {
    methods: ["PUT","PATCH"]
    pattern: '/management/users/:id'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/user').updateUserValidator)>>
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#validators/user').updateUserValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/users_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.invitations.index': {
    methods: ["GET","HEAD"]
    pattern: '/management/invitations'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#validators/invitation').listInvitationsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/invitations_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/invitations_controller').default['index']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.invitations.create': {
    methods: ["GET","HEAD"]
    pattern: '/management/invitations/create'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/invitations_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/invitations_controller').default['create']>>>
    }
  }
  'management.invitations.store': {
    methods: ["POST"]
    pattern: '/management/invitations'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/invitation').createInvitationValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/invitation').createInvitationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/invitations_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/invitations_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.invitations.destroy': {
    methods: ["DELETE"]
    pattern: '/management/invitations/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/invitations_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/invitations_controller').default['destroy']>>>
    }
  }
  'management.invitations.mails.store': {
    methods: ["POST"]
    pattern: '/management/invitations/:invitation_id/mails'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { invitation_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/invitation_mails_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/invitation_mails_controller').default['store']>>>
    }
  }
  'management.user_exports.store': {
    methods: ["POST"]
    pattern: '/management/users/export'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/user').listUsersValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/user').listUsersValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_exports_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_exports_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.user_exports.show': {
    methods: ["GET","HEAD"]
    pattern: '/management/users/export'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_exports_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_exports_controller').default['show']>>>
    }
  }
  'management.users.deactivation.store': {
    methods: ["POST"]
    pattern: '/management/users/:user_id/deactivation'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_deactivations_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_deactivations_controller').default['store']>>>
    }
  }
  'management.users.deactivation.destroy': {
    methods: ["DELETE"]
    pattern: '/management/users/:user_id/deactivation'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_deactivations_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_deactivations_controller').default['destroy']>>>
    }
  }
  'management.users.password_reset.store': {
    methods: ["POST"]
    pattern: '/management/users/:user_id/password-reset'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_password_resets_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_password_resets_controller').default['store']>>>
    }
  }
  'management.users.sessions.destroy': {
    methods: ["DELETE"]
    pattern: '/management/users/:user_id/sessions'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_sessions_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_sessions_controller').default['destroy']>>>
    }
  }
  'management.users.second_factor.destroy': {
    methods: ["DELETE"]
    pattern: '/management/users/:user_id/second-factor'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_second_factors_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_second_factors_controller').default['destroy']>>>
    }
  }
  'management.users.second_factor_duty.store': {
    methods: ["POST"]
    pattern: '/management/users/:user_id/second-factor-duty'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_second_factor_duties_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_second_factor_duties_controller').default['store']>>>
    }
  }
  'management.users.second_factor_duty.destroy': {
    methods: ["DELETE"]
    pattern: '/management/users/:user_id/second-factor-duty'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_second_factor_duties_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_second_factor_duties_controller').default['destroy']>>>
    }
  }
  'management.users.deletion.store': {
    methods: ["POST"]
    pattern: '/management/users/:user_id/deletion'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_deletions_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_deletions_controller').default['store']>>>
    }
  }
  'management.users.deletion.destroy': {
    methods: ["DELETE"]
    pattern: '/management/users/:user_id/deletion'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_deletions_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_deletions_controller').default['destroy']>>>
    }
  }
  'management.users.impersonations.create': {
    methods: ["GET","HEAD"]
    pattern: '/management/users/:user_id/impersonations/create'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_impersonations_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_impersonations_controller').default['create']>>>
    }
  }
  'management.users.impersonations.store': {
    methods: ["POST"]
    pattern: '/management/users/:user_id/impersonations'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/user').createImpersonationValidator)>>
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#validators/user').createImpersonationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_impersonations_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_impersonations_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.users.permissions.show': {
    methods: ["GET","HEAD"]
    pattern: '/management/users/:user_id/permissions'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { user_id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_permissions_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_permissions_controller').default['show']>>>
    }
  }
  'management.user_batches.store': {
    methods: ["POST"]
    pattern: '/management/user-batches'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/user').createUserBatchValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/user').createUserBatchValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_batches_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_batches_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.saved_views.store': {
    methods: ["POST"]
    pattern: '/management/saved-views'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/saved_view').createSavedViewValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/saved_view').createSavedViewValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/saved_views_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/saved_views_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.saved_views.destroy': {
    methods: ["DELETE"]
    pattern: '/management/saved-views/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/saved_views_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/saved_views_controller').default['destroy']>>>
    }
  }
  'management.settings.index': {
    methods: ["GET","HEAD"]
    pattern: '/management/settings'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/settings_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/settings_controller').default['index']>>>
    }
  }
  'management.settings.edit': {
    methods: ["GET","HEAD"]
    pattern: '/management/settings/edit'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/settings_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/settings_controller').default['edit']>>>
    }
  }
  'management.settings.update': {
    methods: ["PUT"]
    pattern: '/management/settings'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/setting').updateSettingsValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/setting').updateSettingsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/settings_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/settings_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.setting_defaults.store': {
    methods: ["POST"]
    pattern: '/management/setting-defaults'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/setting').storeSettingDefaultValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/setting').storeSettingDefaultValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/setting_defaults_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/setting_defaults_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.logos.store': {
    methods: ["POST"]
    pattern: '/management/logo'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/setting').storeLogoValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/setting').storeLogoValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/logos_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/logos_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'management.user_options.index': {
    methods: ["GET","HEAD"]
    pattern: '/management/user-options'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#lists/main').searchOptionsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/management/user_options_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/management/user_options_controller').default['index']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'notifications.index': {
    methods: ["GET","HEAD"]
    pattern: '/notifications'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#validators/pagination').paginationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/notifications_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/notifications_controller').default['index']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'notification_reads.store': {
    methods: ["POST"]
    pattern: '/notifications/:id/read'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/notification_choices').readNotificationValidator)>>
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#validators/notification_choices').readNotificationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/notifications/reads_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/notifications/reads_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'unread_notifications.destroy': {
    methods: ["POST"]
    pattern: '/notifications/read'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/notifications/unread_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/notifications/unread_controller').default['destroy']>>>
    }
  }
  'notification_choices.edit': {
    methods: ["GET","HEAD"]
    pattern: '/settings/notifications'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/notification_choices_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/notification_choices_controller').default['edit']>>>
    }
  }
  'notification_choices.update': {
    methods: ["POST"]
    pattern: '/settings/notifications'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/notification_choices').updateNotificationChoicesValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/notification_choices').updateNotificationChoicesValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/notification_choices_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/notification_choices_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'unread_notifications.show': {
    methods: ["GET","HEAD"]
    pattern: '/notifications/unread'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/notifications/unread_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/notifications/unread_controller').default['show']>>>
    }
  }
  'notification_streams.show': {
    methods: ["GET","HEAD"]
    pattern: '/notifications/stream'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/notifications/streams_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/notifications/streams_controller').default['show']>>>
    }
  }
  'registrations.create': {
    methods: ["GET","HEAD"]
    pattern: '/signup'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/registrations_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/registrations_controller').default['create']>>>
    }
  }
  'registrations.store': {
    methods: ["POST"]
    pattern: '/signup'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/auth').createRegistrationValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/auth').createRegistrationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/registrations_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/registrations_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'sessions.create': {
    methods: ["GET","HEAD"]
    pattern: '/login'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/sessions_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/sessions_controller').default['create']>>>
    }
  }
  'sessions.store': {
    methods: ["POST"]
    pattern: '/login'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/auth').createSessionValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/auth').createSessionValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/sessions_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/sessions_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'second_factor_checks.create': {
    methods: ["GET","HEAD"]
    pattern: '/login/second-factor'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/second_factor_checks_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/second_factor_checks_controller').default['create']>>>
    }
  }
  'second_factor_checks.store': {
    methods: ["POST"]
    pattern: '/login/second-factor'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/second_factor').createSecondFactorCheckValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/second_factor').createSecondFactorCheckValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/second_factor_checks_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/second_factor_checks_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'passkey_sessions.store': {
    methods: ["POST"]
    pattern: '/login/passkey'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/passkey').createPasskeySessionValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/passkey').createPasskeySessionValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/passkey_sessions_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/passkey_sessions_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'passkey_checks.store': {
    methods: ["POST"]
    pattern: '/login/second-factor/passkey'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/passkey').createPasskeyCheckValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/passkey').createPasskeyCheckValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/passkey_checks_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/passkey_checks_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'recovery_code_checks.create': {
    methods: ["GET","HEAD"]
    pattern: '/login/recovery-code'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/recovery_code_checks_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/recovery_code_checks_controller').default['create']>>>
    }
  }
  'recovery_code_checks.store': {
    methods: ["POST"]
    pattern: '/login/recovery-code'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/second_factor').createRecoveryCodeCheckValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/second_factor').createRecoveryCodeCheckValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/recovery_code_checks_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/recovery_code_checks_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'log_in_codes.create': {
    methods: ["GET","HEAD"]
    pattern: '/login/code'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/log_in_codes_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/log_in_codes_controller').default['create']>>>
    }
  }
  'log_in_codes.store': {
    methods: ["POST"]
    pattern: '/login/code'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/log_in_code').createLogInCodeValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/log_in_code').createLogInCodeValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/log_in_codes_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/log_in_codes_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'log_in_code_checks.create': {
    methods: ["GET","HEAD"]
    pattern: '/login/code/check'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/log_in_code_checks_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/log_in_code_checks_controller').default['create']>>>
    }
  }
  'log_in_code_checks.store': {
    methods: ["POST"]
    pattern: '/login/code/check'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/log_in_code').createLogInCodeCheckValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/log_in_code').createLogInCodeCheckValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/log_in_code_checks_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/log_in_code_checks_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'email_confirmations.create': {
    methods: ["GET","HEAD"]
    pattern: '/email-confirmations/new'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/email_confirmations_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/email_confirmations_controller').default['create']>>>
    }
  }
  'email_confirmations.store': {
    methods: ["POST"]
    pattern: '/email-confirmations'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/auth').createEmailConfirmationValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/auth').createEmailConfirmationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/email_confirmations_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/email_confirmations_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'password_resets.create': {
    methods: ["GET","HEAD"]
    pattern: '/forgot-password'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/password_resets_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/password_resets_controller').default['create']>>>
    }
  }
  'password_resets.store': {
    methods: ["POST"]
    pattern: '/forgot-password'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/auth').createPasswordResetValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/auth').createPasswordResetValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/password_resets_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/password_resets_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'password_resets.edit': {
    methods: ["GET","HEAD"]
    pattern: '/password-resets/:token'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/password_resets_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/password_resets_controller').default['edit']>>>
    }
  }
  'password_resets.update': {
    methods: ["POST"]
    pattern: '/password-resets/:token'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/auth').updatePasswordResetValidator)>>
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#validators/auth').updatePasswordResetValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/password_resets_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/password_resets_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'confirmation_links.show': {
    methods: ["GET","HEAD"]
    pattern: '/confirm/:token'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/confirmation_links_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/confirmation_links_controller').default['show']>>>
    }
  }
  'email_confirmations.show': {
    methods: ["GET","HEAD"]
    pattern: '/email-confirmations/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/email_confirmations_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/email_confirmations_controller').default['show']>>>
    }
  }
  'email_confirmations.update': {
    methods: ["POST"]
    pattern: '/email-confirmations/:id'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/auth').updateEmailConfirmationValidator)>>
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#validators/auth').updateEmailConfirmationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/email_confirmations_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/email_confirmations_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'email_change_confirmations.edit': {
    methods: ["GET","HEAD"]
    pattern: '/email-changes/:token'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/email_change_confirmations_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/email_change_confirmations_controller').default['edit']>>>
    }
  }
  'email_change_confirmations.update': {
    methods: ["POST"]
    pattern: '/email-changes/:token'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/email_change_confirmations_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/email_change_confirmations_controller').default['update']>>>
    }
  }
  'email_change_reversals.edit': {
    methods: ["GET","HEAD"]
    pattern: '/email-changes/:token/undo'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/email_change_reversals_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/email_change_reversals_controller').default['edit']>>>
    }
  }
  'email_change_reversals.update': {
    methods: ["POST"]
    pattern: '/email-changes/:token/undo'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/email_change_reversals_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/email_change_reversals_controller').default['update']>>>
    }
  }
  'account_deletion_reversals.edit': {
    methods: ["GET","HEAD"]
    pattern: '/account-deletions/:token/undo'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/account_deletion_reversals_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/account_deletion_reversals_controller').default['edit']>>>
    }
  }
  'account_deletion_reversals.update': {
    methods: ["POST"]
    pattern: '/account-deletions/:token/undo'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/account_deletion_reversals_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/account_deletion_reversals_controller').default['update']>>>
    }
  }
  'invitations.edit': {
    methods: ["GET","HEAD"]
    pattern: '/invitations/:token'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/invitations_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/invitations_controller').default['edit']>>>
    }
  }
  'invitations.update': {
    methods: ["POST"]
    pattern: '/invitations/:token'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/invitation').updateInvitationValidator)>>
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#validators/invitation').updateInvitationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/invitations_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/invitations_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'log_in_reports.edit': {
    methods: ["GET","HEAD"]
    pattern: '/log-in-reports/:token'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/log_in_reports_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/log_in_reports_controller').default['edit']>>>
    }
  }
  'log_in_reports.update': {
    methods: ["POST"]
    pattern: '/log-in-reports/:token'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/log_in_reports_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/log_in_reports_controller').default['update']>>>
    }
  }
  'passkey_challenges.store': {
    methods: ["POST"]
    pattern: '/passkey-challenges'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/passkey').createPasskeyChallengeValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/passkey').createPasskeyChallengeValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/passkey_challenges_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/passkey_challenges_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'sessions.destroy': {
    methods: ["POST"]
    pattern: '/logout'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/sessions_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/sessions_controller').default['destroy']>>>
    }
  }
  'account_restorations.create': {
    methods: ["GET","HEAD"]
    pattern: '/restore-account'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/account_restorations_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/account_restorations_controller').default['create']>>>
    }
  }
  'account_restorations.store': {
    methods: ["POST"]
    pattern: '/restore-account'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/account_restorations_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/account_restorations_controller').default['store']>>>
    }
  }
  'impersonations.destroy': {
    methods: ["DELETE"]
    pattern: '/impersonation'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/impersonations_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/impersonations_controller').default['destroy']>>>
    }
  }
  'identity_confirmations.create': {
    methods: ["GET","HEAD"]
    pattern: '/confirm-identity'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/identity_confirmations_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/identity_confirmations_controller').default['create']>>>
    }
  }
  'identity_confirmations.store': {
    methods: ["POST"]
    pattern: '/confirm-identity'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/auth').createIdentityConfirmationValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/auth').createIdentityConfirmationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/identity_confirmations_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/identity_confirmations_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'passkey_identities.store': {
    methods: ["POST"]
    pattern: '/confirm-identity/passkey'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/passkey').createPasskeyCheckValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/passkey').createPasskeyCheckValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/passkey_identities_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/passkey_identities_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'settings': {
    methods: ["GET","HEAD"]
    pattern: '/settings'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: unknown
      errorResponse: unknown
    }
  }
  'profiles.edit': {
    methods: ["GET","HEAD"]
    pattern: '/settings/profile'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/profiles_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/profiles_controller').default['edit']>>>
    }
  }
  'profiles.update': {
    methods: ["POST"]
    pattern: '/settings/profile'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/profile').updateProfileValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/profile').updateProfileValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/profiles_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/profiles_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'settings.avatars.store': {
    methods: ["POST"]
    pattern: '/settings/avatar'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/avatar').createAvatarValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/avatar').createAvatarValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/avatars_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/avatars_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'settings.avatars.destroy': {
    methods: ["POST"]
    pattern: '/settings/avatar/removal'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/avatars_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/avatars_controller').default['destroy']>>>
    }
  }
  'preferences.edit': {
    methods: ["GET","HEAD"]
    pattern: '/settings/preferences'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/preferences_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/preferences_controller').default['edit']>>>
    }
  }
  'preferences.update': {
    methods: ["PUT"]
    pattern: '/settings/preferences'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/preferences').updatePreferencesValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/preferences').updatePreferencesValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/preferences_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/preferences_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'settings.themes.update': {
    methods: ["PUT"]
    pattern: '/settings/theme'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/theme').updateThemeValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/theme').updateThemeValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/themes_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/themes_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'security.show': {
    methods: ["GET","HEAD"]
    pattern: '/settings/security'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#validators/account_event').listAccountEventsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/security_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/security_controller').default['show']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'account_confirmations.create': {
    methods: ["GET","HEAD"]
    pattern: '/settings/confirmation'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/account_confirmations_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/account_confirmations_controller').default['create']>>>
    }
  }
  'account_confirmations.store': {
    methods: ["POST"]
    pattern: '/settings/confirmation'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/account_confirmations_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/account_confirmations_controller').default['store']>>>
    }
  }
  'browser_sessions.index': {
    methods: ["GET","HEAD"]
    pattern: '/settings/sessions'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/browser_sessions_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/browser_sessions_controller').default['index']>>>
    }
  }
  'browser_sessions.destroy': {
    methods: ["DELETE"]
    pattern: '/settings/sessions/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/browser_sessions_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/browser_sessions_controller').default['destroy']>>>
    }
  }
  'other_sessions.destroy': {
    methods: ["DELETE"]
    pattern: '/settings/other-sessions'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/other_sessions_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/other_sessions_controller').default['destroy']>>>
    }
  }
  'all_sessions.destroy': {
    methods: ["DELETE"]
    pattern: '/settings/all-sessions'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/all_sessions_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/all_sessions_controller').default['destroy']>>>
    }
  }
  'passwords.edit': {
    methods: ["GET","HEAD"]
    pattern: '/settings/password'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/passwords_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/passwords_controller').default['edit']>>>
    }
  }
  'passwords.update': {
    methods: ["PUT"]
    pattern: '/settings/password'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/auth').updatePasswordValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/auth').updatePasswordValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/passwords_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/passwords_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'access_tokens.index': {
    methods: ["GET","HEAD"]
    pattern: '/settings/access-tokens'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/access_tokens_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/access_tokens_controller').default['index']>>>
    }
  }
  'access_tokens.destroy': {
    methods: ["DELETE"]
    pattern: '/settings/access-tokens/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/access_tokens_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/access_tokens_controller').default['destroy']>>>
    }
  }
  'access_tokens.create': {
    methods: ["GET","HEAD"]
    pattern: '/settings/access-tokens/new'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/access_tokens_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/access_tokens_controller').default['create']>>>
    }
  }
  'access_tokens.store': {
    methods: ["POST"]
    pattern: '/settings/access-tokens'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/access_token').createAccessTokenValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/access_token').createAccessTokenValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/access_tokens_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/access_tokens_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'email_changes.create': {
    methods: ["GET","HEAD"]
    pattern: '/settings/email'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/email_changes_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/email_changes_controller').default['create']>>>
    }
  }
  'email_changes.store': {
    methods: ["POST"]
    pattern: '/settings/email'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/auth').createEmailChangeValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/auth').createEmailChangeValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/email_changes_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/email_changes_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'email_changes.destroy': {
    methods: ["DELETE"]
    pattern: '/settings/email'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/email_changes_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/email_changes_controller').default['destroy']>>>
    }
  }
  'second_factors.show': {
    methods: ["GET","HEAD"]
    pattern: '/settings/second-factor'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/second_factors_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/second_factors_controller').default['show']>>>
    }
  }
  'recovery_codes.index': {
    methods: ["GET","HEAD"]
    pattern: '/settings/recovery-codes'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/recovery_codes_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/recovery_codes_controller').default['index']>>>
    }
  }
  'authenticators.create': {
    methods: ["GET","HEAD"]
    pattern: '/settings/authenticator/new'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/authenticators_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/authenticators_controller').default['create']>>>
    }
  }
  'authenticators.store': {
    methods: ["POST"]
    pattern: '/settings/authenticator'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/second_factor').createAuthenticatorValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/second_factor').createAuthenticatorValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/authenticators_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/authenticators_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'authenticators.destroy': {
    methods: ["DELETE"]
    pattern: '/settings/authenticator'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/authenticators_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/authenticators_controller').default['destroy']>>>
    }
  }
  'passkeys.create': {
    methods: ["GET","HEAD"]
    pattern: '/settings/passkeys/new'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/passkeys_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/passkeys_controller').default['create']>>>
    }
  }
  'passkeys.store': {
    methods: ["POST"]
    pattern: '/settings/passkeys'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/passkey').createPasskeyValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/passkey').createPasskeyValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/passkeys_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/passkeys_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'settings.passkey_challenges.store': {
    methods: ["POST"]
    pattern: '/settings/passkeys/challenge'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/passkey_challenges_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/passkey_challenges_controller').default['store']>>>
    }
  }
  'passkeys.edit': {
    methods: ["GET","HEAD"]
    pattern: '/settings/passkeys/:id/edit'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/passkeys_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/passkeys_controller').default['edit']>>>
    }
  }
  'passkeys.update': {
    methods: ["PUT"]
    pattern: '/settings/passkeys/:id'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/passkey').updatePasskeyValidator)>>
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#validators/passkey').updatePasskeyValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/passkeys_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/passkeys_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'passkeys.destroy': {
    methods: ["DELETE"]
    pattern: '/settings/passkeys/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/passkeys_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/passkeys_controller').default['destroy']>>>
    }
  }
  'recovery_codes.store': {
    methods: ["POST"]
    pattern: '/settings/recovery-codes'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/recovery_codes_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/recovery_codes_controller').default['store']>>>
    }
  }
  'your_data.show': {
    methods: ["GET","HEAD"]
    pattern: '/settings/data'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/your_data_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/your_data_controller').default['show']>>>
    }
  }
  'data_exports.show': {
    methods: ["GET","HEAD"]
    pattern: '/settings/data/export'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/data_exports_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/data_exports_controller').default['show']>>>
    }
  }
  'data_exports.store': {
    methods: ["POST"]
    pattern: '/settings/data/export'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/data_exports_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/data_exports_controller').default['store']>>>
    }
  }
  'account_deletions.create': {
    methods: ["GET","HEAD"]
    pattern: '/settings/data/deletion'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/account_deletions_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/account_deletions_controller').default['create']>>>
    }
  }
  'account_deletions.store': {
    methods: ["POST"]
    pattern: '/settings/data/deletion'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/account_deletions_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/account_deletions_controller').default['store']>>>
    }
  }
  'social_sessions.store': {
    methods: ["POST"]
    pattern: '/login/with/:provider'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/social').createSocialSessionValidator)>>
      paramsTuple: [ParamValue]
      params: { provider: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#validators/social').createSocialSessionValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/social_sessions_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/social_sessions_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'social_registrations.create': {
    methods: ["GET","HEAD"]
    pattern: '/signup/with-provider'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/social_registrations_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/social_registrations_controller').default['create']>>>
    }
  }
  'social_registrations.store': {
    methods: ["POST"]
    pattern: '/signup/with-provider'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/social').createSocialRegistrationValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/social').createSocialRegistrationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/social_registrations_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/social_registrations_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'social_callbacks.show': {
    methods: ["GET","HEAD"]
    pattern: '/login/with/:provider/callback'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { provider: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/social_callbacks_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/social_callbacks_controller').default['show']>>>
    }
  }
  'social_identity_checks.store': {
    methods: ["POST"]
    pattern: '/confirm-identity/with/:provider'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { provider: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/social_identity_checks_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/social_identity_checks_controller').default['store']>>>
    }
  }
  'password_links.store': {
    methods: ["POST"]
    pattern: '/confirm-identity/password-link'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/auth/password_links_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/auth/password_links_controller').default['store']>>>
    }
  }
  'social_identities.index': {
    methods: ["GET","HEAD"]
    pattern: '/settings/social-accounts'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/social_identities_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/social_identities_controller').default['index']>>>
    }
  }
  'social_identities.store': {
    methods: ["POST"]
    pattern: '/settings/social-accounts/with/:provider'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { provider: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/social_identities_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/social_identities_controller').default['store']>>>
    }
  }
  'social_identities.destroy': {
    methods: ["POST"]
    pattern: '/settings/social-accounts/:id/removal'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/settings/social_identities_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/settings/social_identities_controller').default['destroy']>>>
    }
  }
  'api.me.show': {
    methods: ["GET","HEAD"]
    pattern: '/api/v1/me'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/api/me_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/api/me_controller').default['show']>>>
    }
  }
  'api.events.index': {
    methods: ["GET","HEAD"]
    pattern: '/api/v1/me/events'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#validators/api').listEventsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/api/events_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/api/events_controller').default['index']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'api.documents.show': {
    methods: ["GET","HEAD"]
    pattern: '/api/v1/openapi.json'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/api/documents_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/api/documents_controller').default['show']>>>
    }
  }
  'api.not_found': {
    methods: ["HEAD","OPTIONS","GET","POST","PUT","PATCH","DELETE"]
    pattern: '/api/*'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { '*': ParamValue[] }
      query: {}
      response: unknown
      errorResponse: unknown
    }
  }
  'home': {
    methods: ["GET","HEAD"]
    pattern: '/'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/home_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/home_controller').default['index']>>>
    }
  }
  'plain_pages.show': {
    methods: ["GET","HEAD"]
    pattern: '/plain-pages'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#validators/plain_page').showPlainPageValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/plain_pages_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/plain_pages_controller').default['show']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'locales.update': {
    methods: ["PUT"]
    pattern: '/locale'
    types: {
      body: ExtractBody<InferInput<(typeof import('#validators/locale').updateLocaleValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#validators/locale').updateLocaleValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/locales_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/locales_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'avatars.show': {
    methods: ["GET","HEAD"]
    pattern: '/avatars/:id/:file'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { id: ParamValue; file: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/avatars_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/avatars_controller').default['show']>>>
    }
  }
  'logos.show': {
    methods: ["GET","HEAD"]
    pattern: '/logos/:id'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/logos_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/logos_controller').default['show']>>>
    }
  }
  'health.ready': {
    methods: ["GET","HEAD"]
    pattern: '/health/ready'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/health_controller').default['ready']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/health_controller').default['ready']>>>
    }
  }
  'dashboard.index': {
    methods: ["GET","HEAD"]
    pattern: '/dashboard'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#controllers/dashboard_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#controllers/dashboard_controller').default['index']>>>
    }
  }
  'not_found': {
    methods: ["GET","HEAD"]
    pattern: '/*'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { '*': ParamValue[] }
      query: {}
      response: unknown
      errorResponse: unknown
    }
  }
}
